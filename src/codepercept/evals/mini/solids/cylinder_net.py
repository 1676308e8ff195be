import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Arc, Circle, Ellipse, Rectangle

r, h = 1.0, 3.0
fig, (can, net) = plt.subplots(1, 2, figsize=(8, 4.4), width_ratios=(1, 2.4))
can.add_patch(Rectangle((-r, 0), 2 * r, h, facecolor="#d9f0d3"))
can.add_patch(Ellipse((0, h), 2 * r, 0.6, facecolor="#7fbf7b", edgecolor="black", lw=1.5))
can.add_patch(Ellipse((0, 0), 2 * r, 0.6, facecolor="#d9f0d3", zorder=0))
can.add_patch(Arc((0, 0), 2 * r, 0.6, theta1=180, theta2=360, lw=1.5))
can.add_patch(Arc((0, 0), 2 * r, 0.6, theta1=0, theta2=180, lw=1, ls="--"))
for x in (-r, r):
    can.plot([x, x], [0, h], color="black", lw=1.5)
can.set(xlim=(-1.4, 1.4), ylim=(-2.2, 5.2), aspect="equal")
length = 2 * np.pi * r
net.add_patch(Rectangle((0, 0), length, h, facecolor="#d9f0d3", edgecolor="black", lw=1.5))
for y in (h + r, -r):
    net.add_patch(Circle((length / 2, y), r, facecolor="#7fbf7b", edgecolor="black", lw=1.5))
    net.plot([length / 2, length / 2 + r], [y, y], color="black")
    net.text(length / 2 + 0.45, y + 0.1, "r", ha="center", fontsize=12)
net.annotate("", (0, 1.5), (length, 1.5), arrowprops={"arrowstyle": "<->"})
net.text(length / 2, 1.65, r"$2\pi r$", ha="center", fontsize=14)
net.text(-0.2, h / 2, "h", ha="right", va="center", fontsize=13)
net.set(xlim=(-0.7, length + 0.3), ylim=(-2.2, 5.2), aspect="equal")
for ax in (can, net):
    ax.axis("off")
plt.show()
