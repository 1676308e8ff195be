import matplotlib.pyplot as plt
from matplotlib.patches import Circle, Polygon

fig, ax = plt.subplots(figsize=(5, 4.2))
corners = [(0, 0), (14, 0), (5, 12)]
ax.add_patch(Polygon(corners, facecolor="aliceblue", edgecolor="navy", linewidth=2))
ax.add_patch(Circle((6, 4), 4, facecolor="moccasin", edgecolor="darkorange", linewidth=2))
ax.plot([6, 6], [4, 0], color="darkorange", linestyle="--")
ax.plot(6, 4, "o", color="black", markersize=5)
ax.text(6.3, 1.8, "r = 4", fontsize=12)
ax.text(6, 4.5, "I", fontsize=12, ha="center")
ax.text(7, -1.3, "14", fontsize=13, ha="center")
ax.text(1.6, 6.3, "13", fontsize=13, ha="center")
ax.text(10.2, 6.3, "15", fontsize=13, ha="center")
ax.set_xlim(-1, 15)
ax.set_ylim(-2, 13)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
