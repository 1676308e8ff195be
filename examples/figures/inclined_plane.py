"""Forces on a block on an inclined plane."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.transforms import Affine2D

slope = 30  # degrees
theta = np.radians(slope)
base = 6.0

fig, ax = plt.subplots(figsize=(6, 4))
ax.add_patch(plt.Polygon([(0, 0), (base, 0), (base, base * np.tan(theta))], facecolor="#e8e0d0", edgecolor="black"))

# the block sits halfway up, turned by the slope
middle = np.array([base / 2, base / 2 * np.tan(theta)])
block = plt.Rectangle((-0.6, 0), 1.2, 0.8, facecolor="#8ecae6", edgecolor="black")
block.set_transform(Affine2D().rotate(theta).translate(*middle) + ax.transData)
ax.add_patch(block)

center = middle + 0.4 * np.array([-np.sin(theta), np.cos(theta)])
forces = {
    "G": (np.array([0, -1.8]), "firebrick"),
    "N": (1.8 * np.cos(theta) * np.array([-np.sin(theta), np.cos(theta)]), "darkgreen"),
    "F": (1.8 * np.sin(theta) * np.array([np.cos(theta), np.sin(theta)]), "navy"),
}
for name, (force, color) in forces.items():
    ax.annotate("", xy=center + force, xytext=center, arrowprops=dict(arrowstyle="-|>", color=color, lw=2))
    ax.text(*(center + 1.15 * force), name, color=color, fontsize=13, ha="center", va="center")
ax.text(0.9, 0.12, f"{slope}°", fontsize=11)

ax.set_xlim(-0.5, 7)
ax.set_ylim(-0.8, 4.6)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
