import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5.5, 4.5))
for k, colour in enumerate(("#fee0d2", "#fcbba1", "#fc9272")):
    ax.add_patch(plt.Rectangle((3 * k, 0), 3, 5, facecolor=colour, edgecolor="black", lw=1.6))
height = 3 * np.sqrt(3) / 2
ax.add_patch(plt.Polygon([(3, 5), (6, 5), (4.5, 5 + height)], facecolor="lightyellow", edgecolor="black", lw=1.6))
ax.add_patch(plt.Polygon([(3, 0), (6, 0), (4.5, -height)], facecolor="lightyellow", edgecolor="black", lw=1.6))
ax.text(1.5, -0.7, "3", fontsize=13, ha="center")
ax.text(-0.6, 2.5, "5", fontsize=13, va="center")
ax.text(5.6, 6.4, "3", fontsize=13)
ax.set(xlim=(-1, 10), ylim=(-3.2, 8), aspect="equal")
ax.axis("off")
plt.show()
