import matplotlib.pyplot as plt
import numpy as np

pegs = [[5, 4, 3], [], [2, 1]]
colours = plt.cm.YlGn(np.linspace(0.05, 0.6, 5))
fig, ax = plt.subplots(figsize=(7, 3.4))
ax.add_patch(plt.Rectangle((-3.2, -0.4), 18.4, 0.4, fc="saddlebrown"))
for k, discs in enumerate(pegs):
    x = 6 * k
    ax.add_patch(plt.Rectangle((x - 0.15, 0), 0.3, 4.2, fc="peru", ec="saddlebrown"))
    for height, size in enumerate(discs):
        width = 1 + 0.9 * size
        ax.add_patch(plt.Rectangle((x - width / 2, 0.65 * height), width, 0.6, fc=colours[size - 1], ec="black"))
        ax.text(x, 0.65 * height + 0.3, str(size), ha="center", va="center", fontsize=11)
    ax.text(x, -1.1, "ABC"[k], ha="center", fontsize=14)
ax.set(xlim=(-3.5, 15.5), ylim=(-1.4, 4.6), aspect="equal")
ax.axis("off")
plt.show()
