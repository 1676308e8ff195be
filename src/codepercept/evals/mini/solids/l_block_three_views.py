import matplotlib.pyplot as plt
import numpy as np

fig = plt.figure(figsize=(8, 5.4))
solid = fig.add_subplot(2, 2, 2, projection="3d")
filled = np.ones((4, 3, 3), dtype=bool)
filled[1:, :, 1:] = False
filled[2:, 1, 0] = False
solid.voxels(filled, facecolors="lightsteelblue", edgecolors="slategray", linewidth=0.3)
solid.set_aspect("equal")
solid.view_init(elev=28, azim=-50)
solid.set_axis_off()
views = {
    "front": (1, [[(0, 0), (4, 0), (4, 1), (1, 1), (1, 3), (0, 3)]], [[(2, 0), (2, 1)]]),
    "top": (3, [[(0, 0), (4, 0), (4, 1), (2, 1), (2, 2), (4, 2), (4, 3), (0, 3)], [(1, 0), (1, 3)]], []),
    "right side": (4, [[(0, 0), (3, 0), (3, 3), (0, 3)], [(0, 1), (3, 1)], [(1, 0), (1, 1)], [(2, 0), (2, 1)]], []),
}
for name, (place, outlines, hidden) in views.items():
    ax = fig.add_subplot(2, 2, place)
    for points in outlines:
        ring = [*points, points[0]]
        ax.plot(*zip(*ring, strict=True), color="black", lw=2.2)
    for points in hidden:
        ax.plot(*zip(*points, strict=True), color="black", lw=1.3, ls="--")
    ax.set_title(name, fontsize=11)
    ax.set(xlim=(-0.2, 4.2), ylim=(-0.2, 3.2), aspect="equal")
    ax.axis("off")
fig.tight_layout()
plt.show()
