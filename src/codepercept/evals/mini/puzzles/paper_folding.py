import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 4, figsize=(9, 3))
hole = (1.4, 0.6)
for ax, title in zip(axes, ("sheet", "folded up", "folded left,\nand punched", "unfolded"), strict=True):
    ax.set_title(title, fontsize=11)
    ax.set(xlim=(-0.3, 4.3), ylim=(-0.3, 4.3), aspect="equal")
    ax.axis("off")
full = [(0, 0), (4, 0), (4, 4), (0, 4)]
for k, corners in enumerate((full, [(0, 2), (4, 2), (4, 4), (0, 4)], [(0, 2), (2, 2), (2, 4), (0, 4)], full)):
    axes[k].add_patch(plt.Polygon(full, fill=False, ec="gray", ls=":"))
    axes[k].add_patch(plt.Polygon(corners, fc="lemonchiffon", ec="black", lw=1.8))
axes[1].annotate(
    "", (2, 3.4), (2, 0.6), arrowprops={"arrowstyle": "-|>", "color": "tab:blue", "connectionstyle": "arc3,rad=0.3"}
)
axes[2].annotate(
    "", (0.6, 3.4), (3.4, 3.4), arrowprops={"arrowstyle": "-|>", "color": "tab:blue", "connectionstyle": "arc3,rad=0.3"}
)
axes[2].plot(hole[0], 2 + hole[1], "o", color="black", ms=9)
for x in (hole[0], 4 - hole[0]):
    for y in (2 + hole[1], 2 - hole[1]):
        axes[3].plot(x, y, "o", color="black", ms=9)
axes[3].plot([0, 4], [2, 2], color="gray", ls="--", lw=1)
axes[3].plot([2, 2], [0, 4], color="gray", ls="--", lw=1)
fig.tight_layout()
plt.show()
