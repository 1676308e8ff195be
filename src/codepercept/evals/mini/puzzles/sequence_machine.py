import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7.5, 3))
style = {"ha": "center", "va": "center", "fontsize": 15}
ax.text(2.5, 0, r"$\times 2$", bbox={"boxstyle": "square,pad=0.7", "fc": "lightcyan", "ec": "black"}, **style)
ax.text(5.5, 0, "+ 3", bbox={"boxstyle": "square,pad=0.7", "fc": "mistyrose", "ec": "black"}, **style)
ax.text(0, 0, "4\n7\n?", linespacing=1.8, **style)
ax.text(8, 0, "11\n17\n25", linespacing=1.8, **style)
for start, end in ((0.5, 1.7), (3.3, 4.7), (6.3, 7.4)):
    ax.annotate("", (end, 0), (start, 0), arrowprops={"arrowstyle": "-|>", "lw": 2})
ax.text(0, 1.3, "in", style="italic", ha="center", fontsize=13)
ax.text(8, 1.3, "out", style="italic", ha="center", fontsize=13)
ax.set(xlim=(-0.7, 8.7), ylim=(-1.5, 1.8))
ax.axis("off")
plt.show()
