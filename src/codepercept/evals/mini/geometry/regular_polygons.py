import matplotlib.pyplot as plt
import numpy as np

fig, axes = plt.subplots(2, 3, figsize=(7, 5))
names = ["triangle", "square", "pentagon", "hexagon", "heptagon", "octagon"]
for n, name, colour, ax in zip(range(3, 9), names, plt.cm.Set2.colors[:6], axes.flat, strict=True):
    angle = np.pi / 2 + 2 * np.pi * np.arange(n) / n
    x, y = np.cos(angle), np.sin(angle)
    ax.fill(x, y, facecolor=colour, edgecolor="black", linewidth=1.5)
    ax.plot(x, y, "ko", markersize=4)
    ax.text(0, 0, f"{180 * (n - 2) / n:.4g}" + r"$^\circ$", ha="center", va="center", fontsize=13)
    ax.set_title(f"{name}, n = {n}", fontsize=11)
    ax.set(xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), aspect="equal")
    ax.axis("off")
fig.tight_layout()
plt.show()
