import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(4.5, 4.5))
column, row = np.meshgrid(range(3), range(3))
path = np.array([[0, 0], [0, 3], [3, 0], [0, 0], [2, 2]])
ax.plot(*path.T, color="tab:orange", lw=2.5, zorder=0)
ax.scatter(column, row, s=220, color="black")
ax.plot(0, 0, "o", color="tab:green", ms=22, zorder=0)
ax.text(-0.45, -0.35, "start", color="tab:green", fontsize=12)
ax.annotate("outside!", (3, 0), xytext=(2.4, 1.2), fontsize=11, arrowprops={"arrowstyle": "->"})
ax.set(xlim=(-0.7, 3.4), ylim=(-0.6, 3.4), aspect="equal")
ax.axis("off")
plt.show()
