import matplotlib.pyplot as plt
import numpy as np

angle = np.radians(90 + 72 * np.arange(5))
x, y = np.cos(angle), np.sin(angle)
fig, ax = plt.subplots(figsize=(4.5, 4.5))
walk = [0, 1, 2, 3, 4, 0, 2, 4, 1, 3, 0]
ax.plot(x[walk], y[walk], color="slategray", lw=1.8, zorder=1)
ax.scatter(x, y, s=500, color="gold", edgecolors="black", zorder=2)
for k in range(5):
    ax.text(x[k], y[k], str(k + 1), ha="center", va="center", fontsize=13)
ax.set_title("$K_5$: 5 vertices, 10 edges")
ax.set(xlim=(-1.3, 1.3), ylim=(-1.15, 1.3), aspect="equal")
ax.axis("off")
plt.show()
