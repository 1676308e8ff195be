from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

fig = plt.figure(figsize=(5, 5))
ax = fig.add_subplot(projection="3d")
corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
for p, q in combinations(corners, 2):
    if abs(p - q).sum() == 2:
        ax.plot(*np.array([p, q]).T, color="steelblue", lw=1.8)
faces = [[(a, 0, 0), (0, b, 0), (0, 0, c)] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]
ax.add_collection3d(Poly3DCollection(faces, facecolor="orange", edgecolor="saddlebrown", alpha=0.55, lw=1.4))
ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(-1, 1), title="Cube and dual octahedron")
ax.set_box_aspect((1, 1, 1), zoom=1.1)
ax.view_init(elev=22, azim=28)
ax.set_axis_off()
plt.show()
