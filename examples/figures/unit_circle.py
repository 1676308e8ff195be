"""Sine and cosine of 50 degrees on the unit circle."""

import matplotlib.pyplot as plt
import numpy as np

angle = np.radians(50)
px, py = np.cos(angle), np.sin(angle)

fig, ax = plt.subplots(figsize=(5, 5))
ax.add_patch(plt.Circle((0, 0), 1, fill=False, color="navy", linewidth=1.5))
ax.plot([0, px], [0, py], color="crimson", linewidth=2)
ax.plot([px, px], [0, py], color="green", linestyle="--")
ax.plot([0, px], [0, 0], color="darkorange", linewidth=2)
ax.plot(px, py, "ko")
ax.annotate("P", (px, py), xytext=(px + 0.06, py + 0.06), fontsize=13)
ax.text(px / 2, -0.12, "cos", color="darkorange", ha="center")
ax.text(px + 0.05, py / 2, "sin", color="green")
ax.axhline(0, color="gray", linewidth=0.8)
ax.axvline(0, color="gray", linewidth=0.8)
ax.set_xlim(-1.3, 1.3)
ax.set_ylim(-1.3, 1.3)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
