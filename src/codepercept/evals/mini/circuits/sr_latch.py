import matplotlib.pyplot as plt
import numpy as np


def nor_gate(ax, x, y):
    s = np.linspace(-0.7, 0.7, 50)
    back, nose = 0.3 * (1 - (s / 0.7) ** 2), 1.5 * (1 - (abs(s) / 0.7) ** 2) ** 0.7
    ax.fill(
        [*(x + back), *(x + nose[::-1])], [*(y + s), *(y + s[::-1])], facecolor="lavender", edgecolor="black", lw=1.7
    )
    ax.add_patch(plt.Circle((x + 1.62, y), 0.12, fc="white", ec="black", lw=1.5))


def wire(ax, *points):
    ax.plot(*zip(*points, strict=True), color="black", lw=1.5, zorder=0)


fig, ax = plt.subplots(figsize=(6, 4.6))
for y in (3, 0):
    nor_gate(ax, 2, y)
    wire(ax, (3.74, y), (5.6, y))
    ax.plot(4.6, y, "ko", ms=6)
wire(ax, (0.4, 3.35), (2.2, 3.35))
wire(ax, (0.4, -0.35), (2.2, -0.35))
wire(ax, (4.6, 3), (4.6, 2.1), (1.4, 0.9), (1.4, 0.35), (2.2, 0.35))
wire(ax, (4.6, 0), (4.6, 0.9), (1.4, 2.1), (1.4, 2.65), (2.2, 2.65))
ax.text(0.2, 3.35, "R", ha="right", va="center", fontsize=15)
ax.text(0.2, -0.35, "S", ha="right", va="center", fontsize=15)
ax.text(5.7, 3, "$Q$", va="center", fontsize=15)
ax.text(5.7, 0, r"$\overline{Q}$", va="center", fontsize=15)
ax.set(xlim=(-0.4, 6.4), ylim=(-1.1, 4), aspect="equal")
ax.axis("off")
plt.show()
