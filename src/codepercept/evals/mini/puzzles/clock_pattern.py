import matplotlib.pyplot as plt
import numpy as np

fig, axes = plt.subplots(1, 4, figsize=(9, 3))
start, step = 2 * 60 + 10, 85
for k, ax in enumerate(axes):
    ax.add_patch(plt.Circle((0, 0), 1, fc="ivory", ec="black", lw=2.5))
    for hour in range(1, 13):
        t = np.radians(90 - 30 * hour)
        ax.text(0.82 * np.cos(t), 0.82 * np.sin(t), str(hour), ha="center", va="center", fontsize=8)
    if k < 3:
        minutes = start + step * k
        for turn, length, width in ((minutes / 720, 0.45, 5), (minutes % 60 / 60, 0.68, 2.5)):
            t = np.pi / 2 - 2 * np.pi * turn
            ax.plot([0, length * np.cos(t)], [0, length * np.sin(t)], color="black", lw=width, solid_capstyle="round")
        ax.set_title(f"{minutes // 60}:{minutes % 60:02d}")
    else:
        ax.text(0, 0, "?", ha="center", va="center", fontsize=34, color="red")
    ax.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal")
    ax.axis("off")
fig.tight_layout()
plt.show()
