import matplotlib.pyplot as plt
import numpy as np


def zigzag(ax, x0, x1, y):
    x = np.concatenate([[x0], np.linspace(x0, x1, 13)[1:-1] - (x1 - x0) / 48, [x1]])
    ax.plot(x, y + np.concatenate([[0], 0.2 * (-1) ** np.arange(11), [0]]), color="black", lw=1.6)


def wire(ax, *points):
    ax.plot(*zip(*points, strict=True), color="black", lw=1.6)


fig, ax = plt.subplots(figsize=(7, 4.2))
ax.add_patch(plt.Polygon([(4, -1.5), (4, 1.5), (6.6, 0)], fc="lightyellow", ec="black", lw=1.8))
ax.text(4.15, 0.7, "-", fontsize=16, va="center")
ax.text(4.15, -0.7, "+", fontsize=14, va="center")
wire(ax, (0, 0.7), (1, 0.7))
zigzag(ax, 1, 2.4, 0.7)
wire(ax, (2.4, 0.7), (4, 0.7))
wire(ax, (3.2, 0.7), (3.2, 2.4), (4.4, 2.4))
zigzag(ax, 4.4, 5.8, 2.4)
wire(ax, (5.8, 2.4), (7.2, 2.4), (7.2, 0))
wire(ax, (6.6, 0), (8.2, 0))
wire(ax, (4, -0.7), (3.2, -0.7), (3.2, -1.9))
for k in range(3):
    half = 0.4 - 0.13 * k
    wire(ax, (3.2 - half, -1.9 - 0.15 * k), (3.2 + half, -1.9 - 0.15 * k))
ax.plot([3.2, 7.2], [0.7, 0], "ko", ms=6)
ax.plot([0, 8.2], [0.7, 0], "o", color="white", mec="black", ms=8)
for x, y, text in (
    (1.7, 1.2, r"1 k$\Omega$"),
    (5.1, 2.85, r"10 k$\Omega$"),
    (-0.1, 1.1, "$U_{in}$"),
    (8.2, 0.4, "$U_{out}$"),
):
    ax.text(x, y, text, ha="center", fontsize=12)
ax.set(xlim=(-0.6, 8.8), ylim=(-2.5, 3.4), aspect="equal")
ax.axis("off")
plt.show()
