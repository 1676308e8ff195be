import matplotlib.pyplot as plt
import numpy as np


def resistor(ax, x, y0, y1):
    """A vertical zigzag between two heights, with leads."""
    middle, half = (y0 + y1) / 2, 0.6
    y = np.concatenate([[y0], np.linspace(middle - half, middle + half, 13), [y1]])
    swing = np.concatenate([[0, 0], 0.18 * (-1) ** np.arange(11), [0, 0]])
    ax.plot(x + swing, y, color="black", lw=1.6)


voltage = 9
branches = {"$R_1$": 90, "$R_2$": 45, "$R_3$": 30}
fig, ax = plt.subplots(figsize=(7, 4))
ax.plot([0, 6], [3, 3], color="black", lw=1.6)
ax.plot([0, 6], [0, 0], color="black", lw=1.6)
ax.plot([0, 0], [0, 3], color="black", lw=1.6, zorder=0)
ax.add_patch(plt.Circle((0, 1.5), 0.45, fc="white", ec="black", lw=1.6))
ax.text(0, 1.5, "+\n-", ha="center", va="center", fontsize=12)
ax.text(-0.6, 1.5, "9 V", ha="right", va="center", fontsize=12)
for k, (name, ohms) in enumerate(branches.items(), start=1):
    resistor(ax, 2 * k, 0, 3)
    ax.plot([2 * k] * 2, [0, 3], "ko", ms=5)
    ax.text(2 * k + 0.3, 1.5, f"{name} = {ohms} " + r"$\Omega$", va="center", fontsize=10)
    ax.annotate("", (2 * k, 2.25), (2 * k, 2.85), arrowprops={"arrowstyle": "-|>", "color": "red"})
    ax.text(2 * k + 0.12, 2.5, f"{1000 * voltage / ohms:.0f} mA", color="red", fontsize=10)
ax.set(xlim=(-1.3, 7.8), ylim=(-0.4, 3.5), aspect="equal")
ax.axis("off")
plt.show()
