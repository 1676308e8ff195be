import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5, 4.6))
ax.add_patch(plt.Polygon([(-3.1, -4.2), (3.1, -4.2), (0, 1.2)], facecolor="burlywood", edgecolor="saddlebrown", lw=2))
holes = [(k - row / 2, -0.87 * row) for row in range(5) for k in range(row + 1)]
x, y = np.array(holes).T
ax.scatter(x[1:], y[1:], s=320, color="royalblue", edgecolors="black")
ax.scatter(x[0], y[0], s=320, color="saddlebrown")
jump = {"arrowstyle": "-|>", "connectionstyle": "arc3,rad=-0.4", "color": "crimson", "lw": 2.5, "shrinkB": 10}
ax.annotate("", (x[0], y[0]), (x[3], y[3]), arrowprops=jump)
ax.text(0, -4.8, "14 pegs, one free hole", ha="center", fontsize=12)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
