import matplotlib.pyplot as plt
import numpy as np

angle = np.linspace(0, 2 * np.pi, 9)
x, y = 2 * np.cos(angle), np.sin(angle)
fig, ax = plt.subplots(figsize=(5, 3.2))
ax.plot(x, y, color="gray", lw=3, zorder=0)
ax.scatter(x[:8:2], y[:8:2], s=420, color="black")
ax.scatter(x[1:8:2], y[1:8:2], s=420, color="white", edgecolors="black", linewidths=2)
ax.text(0, 0, "even cycle:\nbipartite", ha="center", va="center", fontsize=14)
ax.set_aspect("equal")
ax.set_xlim(-2.5, 2.5)
ax.set_ylim(-1.4, 1.4)
ax.axis("off")
fig.tight_layout()
plt.show()
