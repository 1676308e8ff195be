import matplotlib.pyplot as plt

fig, (before, after) = plt.subplots(2, 1, figsize=(6, 4))
before.add_patch(plt.Rectangle((1, 0), 1.6, 0.8, facecolor="indianred", edgecolor="black"))
before.add_patch(plt.Rectangle((5, 0), 1.2, 0.8, facecolor="steelblue", edgecolor="black"))
after.add_patch(plt.Rectangle((4, 0), 1.6, 0.8, facecolor="indianred", edgecolor="black"))
after.add_patch(plt.Rectangle((5.6, 0), 1.2, 0.8, facecolor="steelblue", edgecolor="black"))
before.text(1.8, 1, "2 kg, 3 m/s", ha="center")
before.text(5.6, 1, "1 kg, at rest", ha="center")
after.text(5.3, 1, "3 kg, 2 m/s", ha="center")
before.annotate("", (4, 0.4), (2.6, 0.4), arrowprops={"arrowstyle": "-|>", "lw": 2})
after.annotate("", (7.9, 0.4), (6.8, 0.4), arrowprops={"arrowstyle": "-|>", "lw": 2})
for ax, name in ((before, "before"), (after, "after")):
    ax.set_title(name, loc="left")
    ax.set(xlim=(0, 9), ylim=(0, 1.5), xticks=[], yticks=[])
    ax.spines[["left", "right", "top"]].set_visible(False)
fig.tight_layout(h_pad=2)
plt.show()
