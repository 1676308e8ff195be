import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

low = np.array([[np.cos(t), np.sin(t), 0] for t in np.radians([45, 135, 225, 315])])
high = np.array([[np.cos(t), np.sin(t), 1.2] for t in np.radians([90, 180, 270, 360])])
triangles = []
for k in range(4):
    triangles.append([low[k], high[k], low[(k + 1) % 4]])
    triangles.append([high[k], low[(k + 1) % 4], high[(k + 1) % 4]])
fig = plt.figure(figsize=(5, 4.6))
ax = fig.add_subplot(projection="3d")
colours = ["gold"] * 2 + ["skyblue"] * 8
ax.add_collection3d(
    Poly3DCollection([low, high, *triangles], facecolors=colours, edgecolor="black", alpha=0.85, lw=1.5)
)
ax.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(0, 1.2))
ax.set_box_aspect((2, 2, 1.2), zoom=1.1)
ax.view_init(elev=30, azim=15)
ax.set_axis_off()
ax.set_title("2 squares and 8 triangles", fontsize=11)
plt.show()
