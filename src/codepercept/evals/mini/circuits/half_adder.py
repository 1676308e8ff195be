import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(-np.pi / 2, np.pi / 2, 60)


def and_gate(ax, x, y):
    ax.fill(
        np.concatenate([[x, x + 0.7], x + 0.7 + 0.6 * np.cos(t[::-1]), [x + 0.7, x]]),
        np.concatenate([[y + 0.6] * 2, y + 0.6 * np.sin(t[::-1]), [y - 0.6] * 2]),
        fc="lightblue",
        ec="black",
        lw=1.6,
    )


def xor_gate(ax, x, y):
    s = np.linspace(-0.6, 0.6, 40)
    back = 0.3 * (1 - (s / 0.6) ** 2)
    nose = 1.4 * (1 - (abs(s) / 0.6) ** 2) ** 0.8
    ax.fill(
        np.concatenate([x + back, (x + nose)[::-1]]),
        np.concatenate([y + s, (y + s)[::-1]]),
        fc="lightgreen",
        ec="black",
        lw=1.6,
    )
    ax.plot(x + back - 0.18, y + s, color="black", lw=1.6)


fig, (ax, right) = plt.subplots(1, 2, figsize=(8, 3.4), width_ratios=(1.8, 1))
xor_gate(ax, 3, 2)
and_gate(ax, 3, 0)
for x, y, name in ((0, 2.3, "A"), (0, 1.7, "B")):
    ax.plot([x, 3.1], [y, y], color="black", zorder=0)
    ax.text(x - 0.2, y, name, ha="right", va="center", fontsize=13)
for x, top, low in ((1.2, 2.3, 0.3), (2, 1.7, -0.3)):
    ax.plot([x, x, 3], [top, low, low], color="black")
    ax.plot(x, top, "ko", ms=6)
for y, name in ((2, "S"), (0, "C")):
    ax.plot([4.3, 5.3], [y, y], color="black")
    ax.text(5.4, y, name, va="center", fontsize=13)
ax.set(xlim=(-0.6, 6), ylim=(-1, 3), aspect="equal")
ax.axis("off")
rows = [[a, b, a ^ b, a & b] for a in (0, 1) for b in (0, 1)]
table = right.table(rows, colLabels=list("ABSC"), loc="center", cellLoc="center")
table.scale(1, 1.8)
right.axis("off")
plt.show()
