import matplotlib.pyplot as plt
import numpy as np


def resistor(ax, start, end, label, offset):
    """A zigzag between two points with a label beside it."""
    start, end = np.array(start), np.array(end)
    along = (end - start) / np.hypot(*(end - start))
    across = np.array([-along[1], along[0]])
    middle = (start + end) / 2
    s = np.linspace(-0.6, 0.6, 13)
    swing = np.concatenate([[0], 0.16 * (-1) ** np.arange(11), [0]])
    zigzag = middle + s[:, None] * along + swing[:, None] * across
    ax.plot(*np.vstack([start, zigzag, end]).T, color="black", lw=1.6)
    ax.text(*(middle + offset), label, ha="center", va="center", fontsize=12)


fig, ax = plt.subplots(figsize=(6, 5.5))
top, bottom, left, right = (0, 2), (0, -2), (-2, 0), (2, 0)
resistor(ax, left, top, r"$R_1$ = 100 $\Omega$", (-1.15, 0.35))
resistor(ax, top, right, r"$R_2$ = 150 $\Omega$", (1.15, 0.35))
resistor(ax, left, bottom, r"$R_3$ = 200 $\Omega$", (-1.15, -0.35))
resistor(ax, bottom, right, r"$R_x$ = ?", (0.8, -0.35))
ax.plot([0, 0], [-2, 2], color="black", lw=1.6, zorder=0)
ax.add_patch(plt.Circle((0, 0), 0.4, fc="lightyellow", ec="black", lw=1.6))
ax.text(0, 0, "G", ha="center", va="center", fontsize=15)
ax.plot([-2, -3, -3, -0.12], [0, 0, -3, -3], color="black", lw=1.6)
ax.plot([2, 3, 3, 0.12], [0, 0, -3, -3], color="black", lw=1.6)
ax.plot([-0.12, -0.12], [-3.35, -2.65], color="black", lw=1.6)
ax.plot([0.12, 0.12], [-3.2, -2.8], color="black", lw=4)
ax.text(0, -3.75, "6 V", ha="center", fontsize=12)
for name, (x, y), shift in zip(
    "ABCD", (left, top, right, bottom), ((0, 0.3), (0, 0.25), (0, 0.3), (0.3, -0.35)), strict=True
):
    ax.plot(x, y, "ko", ms=6)
    ax.text(x + shift[0], y + shift[1], name, ha="center", fontsize=12, color="blue")
ax.set(xlim=(-3.4, 3.4), ylim=(-4, 2.7), aspect="equal")
ax.axis("off")
plt.show()
