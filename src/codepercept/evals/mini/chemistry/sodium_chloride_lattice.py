import matplotlib.pyplot as plt
import numpy as np

fig = plt.figure(figsize=(5.5, 5.4))
ax = fig.add_subplot(projection="3d")
grid = np.array([[x, y, z] for x in range(3) for y in range(3) for z in range(3)])
for axis in range(3):
    others = [a for a in range(3) if a != axis]
    for i in range(3):
        for j in range(3):
            ends = np.zeros((2, 3))
            ends[:, others] = (i, j)
            ends[1, axis] = 2
            ax.plot(*ends.T, color="gray", lw=1)
chloride = grid.sum(axis=1) % 2 == 0
for ions, colour, size, name in (
    (grid[chloride], "limegreen", 420, "Cl$^-$"),
    (grid[~chloride], "mediumpurple", 150, "Na$^+$"),
):
    ax.scatter(*ions.T, s=size, color=colour, edgecolors="black", depthshade=False, label=f"{name}: {len(ions)} drawn")
ax.set_box_aspect((1, 1, 1), zoom=1.05)
ax.view_init(elev=18, azim=28)
ax.set_axis_off()
ax.legend(loc="lower center", bbox_to_anchor=(0.5, 0.95), ncol=2, markerscale=0.55, fontsize=10)
plt.show()
