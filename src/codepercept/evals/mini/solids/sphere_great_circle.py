import matplotlib.pyplot as plt
from matplotlib.patches import Arc, Circle

fig, ax = plt.subplots(figsize=(4.5, 4.5))
ax.add_patch(Circle((0, 0), 1, facecolor="azure", edgecolor="black", linewidth=2))
height = 0.6
for y, radius, colour in ((0, 1, "tab:blue"), (height, 0.8, "tab:green")):
    ax.add_patch(Arc((0, y), 2 * radius, 0.5 * radius, theta1=180, theta2=360, color=colour, lw=1.8))
    ax.add_patch(Arc((0, y), 2 * radius, 0.5 * radius, theta1=0, theta2=180, color=colour, lw=1.2, ls="--"))
ax.plot([0, 0.8, 0, 0], [0, height, height, 0], "o-", color="tab:red", ms=5)
ax.text(0.45, 0.2, "R", fontsize=14, color="tab:red")
ax.text(0.3, 0.63, "r", fontsize=14, color="tab:red")
ax.text(-0.12, 0.25, "h", fontsize=14, color="tab:red")
ax.set(xlim=(-1.15, 1.15), ylim=(-1.15, 1.15), aspect="equal")
ax.axis("off")
plt.show()
