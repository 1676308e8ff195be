import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(7.5, 3))
for k in range(4):
    corners = 3 + k
    angle = np.pi / 2 + 2 * np.pi * np.arange(corners + 1) / corners
    ax.plot(2.4 * k + np.cos(angle), np.sin(angle), color="teal", lw=2.5)
    ax.plot(2.4 * k, 0, "o", color="darkorange", ms=6 + 6 * k)
ax.text(9.6, 0, "?", ha="center", va="center", fontsize=44, color="crimson")
ax.set_title("What comes next?")
ax.set_xlim(-1.3, 10.6)
ax.set_ylim(-1.3, 1.3)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
