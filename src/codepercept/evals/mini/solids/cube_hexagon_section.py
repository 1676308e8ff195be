from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

fig = plt.figure(figsize=(8, 4.4))
ax = fig.add_subplot(1, 2, 1, projection="3d")
corners = np.array([[x, y, z] for x in (0, 2) for y in (0, 2) for z in (0, 2)])
for p, q in combinations(corners, 2):
    if abs(p - q).sum() == 2:
        ax.plot(*np.array([p, q]).T, color="black", lw=1.4)
hexagon = np.array([[2, 1, 0], [2, 0, 1], [1, 0, 2], [0, 1, 2], [0, 2, 1], [1, 2, 0]])
ax.add_collection3d(Poly3DCollection([hexagon], facecolor="orchid", edgecolor="purple", alpha=0.6, lw=2))
ax.scatter(*hexagon.T, color="purple", s=30, depthshade=False)
ax.text(2.2, -0.4, -0.4, "x + y + z = 3a/2", fontsize=11)
ax.set_aspect("equal")
ax.view_init(elev=25, azim=-32)
ax.set_axis_off()
true = fig.add_subplot(1, 2, 2)
right = np.array([1, -1, 0]) / np.sqrt(2)
up = np.array([-1, -1, 2]) / np.sqrt(6)
centred = hexagon - 1
outline = np.stack([centred @ right, centred @ up], axis=1)
true.add_patch(plt.Polygon(outline, facecolor="orchid", edgecolor="purple", alpha=0.6, lw=2))
true.plot(*outline.T, "o", color="purple")
for k in range(3):
    true.plot(*outline[[k, k + 3]].T, color="gray", ls="--", lw=1)
true.set(xlim=(-1.7, 1.7), ylim=(-1.7, 1.7), aspect="equal", title="true shape")
true.text(0, -1.5, r"side $a/\sqrt{2}$", ha="center", fontsize=12)
true.axis("off")
plt.show()
