import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(4.2, 4.2))
for k, colour in enumerate(("#1b9e77", "#d95f02", "#7570b3", "#e7298a")):
    a, b = np.radians([90 * k + 20, 90 * k + 70])
    x = [0, np.cos(a), np.cos(b), 0]
    y = [0, np.sin(a), np.sin(b), 0]
    ax.plot(x, y, "-o", color=colour, lw=2.5, ms=12)
ax.plot(0, 0, "o", color="black", ms=36)
ax.text(0, 0, "host", ha="center", va="center", color="white", fontsize=11)
ax.set_aspect("equal")
ax.set_xlim(-1.2, 1.2)
ax.set_ylim(-1.2, 1.2)
ax.axis("off")
plt.show()
