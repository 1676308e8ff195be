import matplotlib.pyplot as plt
from matplotlib.patches import Arc, Ellipse

fig, ax = plt.subplots(figsize=(3.8, 5))
ax.add_patch(Ellipse((0, 7), 6, 1.6, facecolor="powderblue", edgecolor="black", lw=1.8))
ax.add_patch(Arc((0, 0), 6, 1.6, theta1=180, theta2=360, lw=1.8))
ax.add_patch(Arc((0, 0), 6, 1.6, theta1=0, theta2=180, lw=1.2, ls="--"))
ax.plot([-3, -3], [0, 7], color="black", lw=1.8)
ax.plot([3, 3], [0, 7], color="black", lw=1.8)
ax.plot([0, 3], [7, 7], "o-", color="red", markevery=[0])
ax.text(1.4, 7.12, "3 cm", color="red", ha="center", fontsize=11)
ax.text(3.3, 3.5, "7 cm", fontsize=12, va="center")
ax.set(xlim=(-3.5, 5), ylim=(-1.2, 8.2), aspect="equal")
ax.axis("off")
plt.show()
