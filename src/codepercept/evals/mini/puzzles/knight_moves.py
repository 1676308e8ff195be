import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5.2, 5.2))
for row in range(8):
    for column in range(8):
        dark = (row + column) % 2 == 0
        ax.add_patch(plt.Rectangle((column, row), 1, 1, fc="peru" if dark else "bisque"))
knight = np.array([3, 3])
ax.text(*(knight + 0.5), "N", ha="center", va="center", fontsize=22, weight="bold")
for dx, dy in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)):
    target = knight + (dx, dy) + 0.5
    ax.annotate("", target, knight + 0.5, arrowprops={"arrowstyle": "-", "color": "green", "ls": ":", "shrinkA": 12})
    ax.plot(*target, "o", color="limegreen", ms=15, mec="black")
ax.set_xticks(np.arange(8) + 0.5, "abcdefgh")
ax.set_yticks(np.arange(8) + 0.5, "12345678")
ax.tick_params(length=0)
ax.set(xlim=(0, 8), ylim=(0, 8), aspect="equal")
plt.show()
