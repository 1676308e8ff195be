import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Arc

fig, ax = plt.subplots(figsize=(3.8, 5))
t = np.linspace(np.pi, 2 * np.pi, 60)
ax.fill([*(2 * np.cos(t)), 2, -2], [*(0.5 * np.sin(t)), 6, 6], color="lightgray")
ax.add_patch(plt.Circle((0, 6), 2, facecolor="silver", zorder=0))
ax.plot([-2, -2], [0, 6], color="black", lw=1.8)
ax.plot([2, 2], [0, 6], color="black", lw=1.8)
ax.add_patch(Arc((0, 6), 4, 4, theta1=0, theta2=180, lw=1.8))
ax.add_patch(Arc((0, 6), 4, 1, theta1=180, theta2=360, lw=1.2, ls="--"))
ax.add_patch(Arc((0, 0), 4, 1, theta1=180, theta2=360, lw=1.8))
ax.annotate("", (2.6, 6), (2.6, 0), arrowprops={"arrowstyle": "<->"})
ax.text(2.8, 3, "6 m", va="center", fontsize=12)
ax.text(0, 6.4, "r = 2 m", ha="center", fontsize=11)
ax.set(xlim=(-2.5, 4.2), ylim=(-0.9, 8.4), aspect="equal")
ax.axis("off")
plt.show()
