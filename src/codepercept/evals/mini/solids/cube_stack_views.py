import matplotlib.pyplot as plt
import numpy as np

heights = np.array([[3, 1, 1], [2, 1, 0], [1, 0, 0]])
filled = np.arange(3) < heights[:, :, None]
fig = plt.figure(figsize=(8, 4.6))
grid = fig.add_gridspec(2, 3, width_ratios=(2, 1, 1))
solid = fig.add_subplot(grid[:, 0], projection="3d")
solid.voxels(filled, facecolors="#80b1d3", edgecolors="black", linewidth=0.8)
solid.set_aspect("equal")
solid.view_init(elev=26, azim=40)
solid.set_axis_off()
solid.set_title(f"{heights.sum()} cubes")
views = {"front": heights.max(axis=1)[::-1], "side": heights.max(axis=0)}
for k, (name, columns) in enumerate(views.items()):
    ax = fig.add_subplot(grid[0, 1 + k])
    for x, height in enumerate(columns):
        for z in range(height):
            ax.add_patch(plt.Rectangle((x, z), 1, 1, fc="#b3de69", ec="black", lw=1.4))
    ax.set(xlim=(-0.1, 3.1), ylim=(-0.1, 3.1), aspect="equal")
    ax.set_title(name, fontsize=11)
    ax.axis("off")
ax = fig.add_subplot(grid[1, 1])
for (i, j), height in np.ndenumerate(heights):
    if height:
        ax.add_patch(plt.Rectangle((2 - i, j), 1, 1, fc="#fdb462", ec="black", lw=1.4))
        ax.text(2.5 - i, j + 0.5, str(height), ha="center", va="center", fontsize=12)
ax.set(xlim=(-0.1, 3.1), ylim=(-0.1, 3.1), aspect="equal")
ax.set_title("top, with heights", fontsize=11)
ax.axis("off")
plt.show()
