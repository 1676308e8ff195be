from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

size = np.array([4, 3, 2])
fig = plt.figure(figsize=(6, 4.8))
ax = fig.add_subplot(projection="3d")
corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
for p, q in combinations(corners, 2):
    if abs(p - q).sum() == 1:
        hidden = (0, 1, 0) in (tuple(p), tuple(q))
        ax.plot(*(size * np.array([p, q])).T, color="gray" if hidden else "black", ls="--" if hidden else "-", lw=1.6)
plane = size * np.array([[0, 0, 0], [1, 1, 0], [1, 1, 1], [0, 0, 1]])
ax.add_collection3d(Poly3DCollection([plane], facecolor="gold", edgecolor="darkgoldenrod", alpha=0.6))
ax.plot(*plane[[0, 2]].T, color="red", lw=2)
ax.text(2, 0, -0.35, "4", fontsize=13, ha="center")
ax.text(4.3, 1.5, -0.1, "3", fontsize=13)
ax.text(4.25, 3, 1, "2", fontsize=13)
ax.text(1.6, 1.6, 1.45, r"$\sqrt{29}$", color="red", fontsize=14)
ax.set_aspect("equal")
ax.view_init(elev=22, azim=-62)
ax.set_axis_off()
plt.show()
