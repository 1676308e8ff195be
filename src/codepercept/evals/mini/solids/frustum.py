import matplotlib.pyplot as plt
from matplotlib.patches import Arc, Ellipse

fig, ax = plt.subplots(figsize=(4.5, 4.5))
ax.add_patch(plt.Polygon([(-2, 0), (2, 0), (3, 5), (-3, 5)], facecolor="lightblue"))
ax.add_patch(Ellipse((0, 5), 6, 1.4, facecolor="aliceblue", edgecolor="black", lw=1.8))
ax.add_patch(Ellipse((0, 0), 4, 1, facecolor="lightblue", edgecolor="none", zorder=0))
ax.add_patch(Arc((0, 0), 4, 1, theta1=180, theta2=360, lw=1.8))
ax.plot([-2, -3], [0, 5], color="black", lw=1.8)
ax.plot([2, 3], [0, 5], color="black", lw=1.8)
ax.plot([0, 3], [5, 5], color="red")
ax.text(1.3, 5.1, "R = 15 cm", color="red", ha="center", fontsize=10)
ax.plot([0, 2], [0, 0], color="red")
ax.text(0.9, 0.1, "r = 10 cm", color="red", ha="center", fontsize=10)
ax.set(xlim=(-3.5, 3.5), ylim=(-0.9, 6), aspect="equal")
ax.axis("off")
plt.show()
