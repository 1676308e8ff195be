import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 3.5))
rows = [
    ("|x - 1| < 3", -2, 4, "white", "white"),
    ("x >= 2", 2, 6, "tab:blue", None),
    ("both", 2, 4, "tab:blue", "white"),
]
for level, (_, start, stop, left, right) in enumerate(rows):
    y = -level
    ax.annotate("", (6.6, y), (-4.2, y), arrowprops={"arrowstyle": "<->", "color": "gray"})
    ax.plot([start, stop], [y, y], color="tab:blue", linewidth=5, solid_capstyle="butt")
    ax.plot(start, y, "o", markersize=11, markerfacecolor=left, markeredgecolor="tab:blue")
    if right:
        ax.plot(stop, y, "o", markersize=11, markerfacecolor=right, markeredgecolor="tab:blue")
ax.set_yticks([0, -1, -2], [row[0] for row in rows], fontsize=12)
ax.set_xticks(range(-4, 7))
ax.grid(axis="x", linestyle=":", color="lightgray")
ax.set(xlim=(-4.6, 7), ylim=(-2.6, 0.6))
ax.spines[["top", "left", "right"]].set_visible(False)
ax.tick_params(length=0)
fig.tight_layout()
plt.show()
