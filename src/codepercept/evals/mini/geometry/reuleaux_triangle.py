import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(4.5, 4.5))
side = 4
corners = np.array([[0, 0], [side, 0], [side / 2, side * np.sqrt(3) / 2]])
arcs = []
for corner, start in zip(corners, (0, 120, 240), strict=True):
    t = np.radians(start + np.linspace(0, 60, 50))
    arcs.append(corner + side * np.stack([np.cos(t), np.sin(t)], axis=1))
outline = np.concatenate(arcs)
ax.fill(*outline.T, facecolor="thistle", edgecolor="indigo", linewidth=2)
ax.add_patch(plt.Polygon(corners, facecolor="none", edgecolor="indigo", linestyle="--"))
for y in (side * np.sqrt(3) / 2, side * np.sqrt(3) / 2 - side):
    ax.axhline(y, color="gray", lw=1)
ax.annotate("", (4.6, 3.46), (4.6, -0.54), arrowprops={"arrowstyle": "<->"})
ax.text(4.75, 1.45, "w", fontsize=15)
ax.set(xlim=(-0.8, 5.3), ylim=(-1.2, 4.1), aspect="equal")
ax.axis("off")
plt.show()
