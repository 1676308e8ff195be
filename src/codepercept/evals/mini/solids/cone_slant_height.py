import matplotlib.pyplot as plt
from matplotlib.patches import Arc

fig, ax = plt.subplots(figsize=(4.2, 4.8))
ax.add_patch(plt.Polygon([(0, 0), (5, 0), (0, 12)], facecolor="peachpuff"))
ax.add_patch(Arc((0, 0), 10, 2.6, theta1=180, theta2=360, lw=1.8))
ax.add_patch(Arc((0, 0), 10, 2.6, theta1=0, theta2=180, lw=1.2, ls="--"))
ax.plot([-5, 0, 5], [0, 12, 0], color="black", lw=1.8)
ax.plot([0, 0, 5], [12, 0, 0], color="tab:red", ls="--", lw=1.5)
ax.text(-0.3, 5, "12", ha="right", fontsize=13)
ax.text(2.4, -0.75, "5", ha="center", fontsize=13)
ax.text(3.1, 6.4, "13", fontsize=13)
ax.set(xlim=(-6, 7), ylim=(-1.8, 12.6), aspect="equal")
ax.axis("off")
plt.show()
