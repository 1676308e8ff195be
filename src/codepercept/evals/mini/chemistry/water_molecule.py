import matplotlib.pyplot as plt
import numpy as np

half = np.radians(104.5 / 2)
fig, ax = plt.subplots(figsize=(5, 4))
for sign in (-1, 1):
    x, y = sign * 1.5 * np.sin(half), -1.5 * np.cos(half)
    ax.plot([0, x], [0, y], color="gray", linewidth=10, zorder=0)
    ax.add_patch(plt.Circle((x, y), 0.42, facecolor="whitesmoke", edgecolor="black"))
    ax.text(x, y, "H", ha="center", va="center", fontsize=16)
ax.add_patch(plt.Circle((0, 0), 0.62, facecolor="tomato", edgecolor="black"))
ax.text(0, 0, "O", ha="center", va="center", fontsize=20)
ax.text(0, -1.0, r"$104.5^\circ$", ha="center", fontsize=13)
ax.text(0.7, 0.4, r"$2\delta^-$", fontsize=14)
ax.set(xlim=(-2, 2), ylim=(-1.6, 0.9), aspect="equal")
ax.axis("off")
plt.show()
