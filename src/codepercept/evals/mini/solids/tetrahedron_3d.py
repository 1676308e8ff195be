import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

V = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
fig = plt.figure(figsize=(5, 5))
ax = fig.add_subplot(projection="3d", computed_zorder=False)
faces = [[V[i] for i in range(4) if i != skip] for skip in range(4)]
ax.add_collection3d(Poly3DCollection(faces, facecolor="mediumaquamarine", edgecolor="black", lw=1.6, alpha=0.35))
for name, v in zip("ABCD", V, strict=True):
    ax.plot(*np.array([[0, 0, 0], v]).T, color="gray", ls="--", lw=1)
    ax.text(*(1.2 * v), name, fontsize=14, ha="center", va="center")
ax.scatter(*V.T, color="black", s=40, depthshade=False)
ax.scatter(0, 0, 0, color="red", s=50, depthshade=False)
ax.text(0.1, 0.1, 0.15, "M", color="red", fontsize=13)
ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(-1, 1))
ax.set_box_aspect((1, 1, 1), zoom=1.15)
ax.view_init(elev=18, azim=20)
ax.set_axis_off()
plt.show()
