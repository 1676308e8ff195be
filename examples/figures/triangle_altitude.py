"""A triangle with the altitude from C and its foot."""

import matplotlib.pyplot as plt
import numpy as np

A, B, C = np.array([0, 0]), np.array([7, 0]), np.array([2.5, 4])
foot = np.array([C[0], 0])

fig, ax = plt.subplots(figsize=(6, 4))
ax.add_patch(plt.Polygon([A, B, C], facecolor="#dbe9f6", edgecolor="black", linewidth=1.8))
ax.plot(*zip(C, foot), color="red", linestyle="--")

# right-angle mark at the foot of the altitude
side = 0.35
ax.add_patch(plt.Rectangle(foot, side, side, fill=False, edgecolor="red"))

for name, point, shift in [("A", A, (-0.3, -0.3)), ("B", B, (0.15, -0.3)), ("C", C, (-0.1, 0.2)), ("H", foot, (-0.1, -0.45))]:
    ax.text(point[0] + shift[0], point[1] + shift[1], name, fontsize=13)
ax.text(C[0] + 0.15, C[1] / 2, "h = 4", color="red")

ax.set_xlim(-1, 8)
ax.set_ylim(-1, 5)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
