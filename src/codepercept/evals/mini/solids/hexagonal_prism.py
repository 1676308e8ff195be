import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

t = np.radians(60 * np.arange(7) + 15)
x, y, height = np.cos(t), np.sin(t), 2.2
fig = plt.figure(figsize=(4.6, 5))
ax = fig.add_subplot(projection="3d")
sides = [
    [(x[k], y[k], 0), (x[k + 1], y[k + 1], 0), (x[k + 1], y[k + 1], height), (x[k], y[k], height)] for k in range(6)
]
colours = ["lightsteelblue"] * 6
colours[4] = "tomato"
ax.add_collection3d(Poly3DCollection(sides, facecolors=colours, edgecolors="black", alpha=0.5))
for level in (0, height):
    rim = [(a, b, level) for a, b in zip(x[:6], y[:6], strict=True)]
    ax.add_collection3d(Poly3DCollection([rim], facecolor="aliceblue", edgecolor="black", alpha=0.6))
ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(0, height))
ax.set_box_aspect((2, 2, 2.2), zoom=1.1)
ax.view_init(elev=24, azim=-70)
ax.set_axis_off()
ax.set_title("8 faces, 12 vertices, 18 edges", fontsize=11)
plt.show()
