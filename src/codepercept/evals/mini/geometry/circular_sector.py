import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Wedge

fig, ax = plt.subplots(figsize=(5, 4))
start, stop, radius = 20, 70, 6
ax.add_patch(Wedge((0, 0), radius, start, stop, facecolor="khaki", edgecolor="saddlebrown", linewidth=2))
t = np.radians([start, stop])
ax.plot(radius * np.cos(t), radius * np.sin(t), color="saddlebrown", linestyle="--")
arc = np.radians(np.linspace(start, stop, 40))
ax.plot(1.4 * np.cos(arc), 1.4 * np.sin(arc), color="black")
middle = np.radians((start + stop) / 2)
ax.text(1.9 * np.cos(middle), 1.9 * np.sin(middle), r"$50^\circ$", fontsize=13, ha="center", va="center")
ax.text(6.4 * np.cos(middle), 6.4 * np.sin(middle), r"$s = \frac{5\pi}{3}$", fontsize=15)
ax.text(3, 0.45, "6 cm", fontsize=13)
ax.plot(0, 0, "ko")
ax.set(xlim=(-0.8, 7.2), ylim=(-0.8, 6.4), aspect="equal")
ax.axis("off")
plt.show()
