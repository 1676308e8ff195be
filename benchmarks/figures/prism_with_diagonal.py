import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

fig = plt.figure(figsize=(6, 6))
ax = fig.add_subplot(111, projection="3d")
a, b, c = 3, 2, 4
v = np.array([[0, 0, 0], [a, 0, 0], [a, b, 0], [0, b, 0], [0, 0, c], [a, 0, c], [a, b, c], [0, b, c]])
faces = [[0, 1, 2, 3], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]
ax.add_collection3d(Poly3DCollection([v[f] for f in faces], alpha=0.15, facecolor="cyan", edgecolor="navy"))
ax.plot(*zip(v[0], v[6]), color="red", linewidth=2, linestyle="--")
for name, p in zip("ABCDEFGH", v):
    ax.text(*(p * 1.06), name, fontsize=12)
ax.set_box_aspect((a, b, c))
ax.view_init(elev=20, azim=-55)
ax.set_axis_off()
plt.show()
