import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(4.5, 4.5))
ax.add_patch(plt.Circle((0, 0), 1, fill=False, lw=2))


def on_circle(degrees):
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])


a, b, c = on_circle(-125), on_circle(-55), on_circle(100)
ax.plot(*zip(a, c, b, strict=True), color="tab:blue", lw=2)
ax.plot(*zip(a, (0, 0), b, strict=True), color="tab:red", lw=2)
ax.plot([0], [0], "ko", ms=5)
for name, p in zip("ABC", (a, b, c), strict=True):
    ax.text(*(1.13 * p), name, ha="center", va="center", fontsize=14)
ax.text(0.08, 0.05, "O", fontsize=14)
ax.text(-0.02, -0.35, r"$70^\circ$", color="tab:red", ha="center", fontsize=13)
ax.text(-0.12, 0.33, r"$35^\circ$", color="tab:blue", ha="center", fontsize=13)
ax.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), aspect="equal")
ax.axis("off")
plt.show()
