import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 4.5))
slope = 1.6
for y, name in ((0, "m"), (2, "l")):
    ax.annotate("", (4.2, y), (-2.6, y), arrowprops={"arrowstyle": "<->", "lw": 1.8, "shrinkA": 0, "shrinkB": 0})
    ax.text(4.4, y, f"${name}$", fontsize=15, va="center")
    ax.plot([3.0, 3.2, 3.0], [y + 0.12, y, y - 0.12], color="tab:red", lw=2)
x = np.array([-0.8, 2.1])
ax.plot(x, slope * x, color="tab:blue", lw=2)
ax.text(2.2, slope * 2.1, "$t$", fontsize=15, color="tab:blue")
number = 1
for y in (2, 0):
    foot = y / slope
    for dx, dy in ((-0.25, 0.3), (0.45, 0.25), (-0.45, -0.25), (0.25, -0.3)):
        ax.text(foot + dx, y + dy, str(number), ha="center", va="center", fontsize=13)
        number += 1
    ax.plot(foot, y, "ko", ms=5)
ax.text(-2.5, 2.9, r"$l \parallel m$", fontsize=14)
ax.set(xlim=(-2.8, 4.8), ylim=(-1.5, 3.6), aspect="equal")
ax.axis("off")
plt.show()
