import matplotlib.pyplot as plt

fig = plt.figure(figsize=(6.5, 5.8))
ax = fig.add_subplot(projection="3d")
palette = {3: "#e41a1c", 2: "#ffff33", 1: "#4daf4a", 0: "#377eb8"}
counts = dict.fromkeys(palette, 0)
gap, size = 1.35, 1.0
for i in range(3):
    for j in range(3):
        for k in range(3):
            painted = sum(c != 1 for c in (i, j, k))
            counts[painted] += 1
            ax.bar3d(
                gap * i, gap * j, gap * k, size, size, size, color=palette[painted], edgecolor="black", linewidth=0.5
            )
for painted, colour in palette.items():
    ax.plot([], [], "s", color=colour, mec="black", ms=10, label=f"{painted} painted: {counts[painted]}")
ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncol=4, fontsize=9, handletextpad=0)
ax.set_aspect("equal")
ax.view_init(elev=25, azim=35)
ax.set_axis_off()
plt.show()
