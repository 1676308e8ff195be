"""Two overlapping sets."""

import matplotlib.pyplot as plt
from matplotlib.patches import Circle, Rectangle

fig, ax = plt.subplots(figsize=(6, 4))
ax.add_patch(Rectangle((0, 0), 10, 6, fill=False, edgecolor="black", linewidth=1.5))
ax.add_patch(Circle((4, 3), 2, facecolor="tab:blue", alpha=0.4, edgecolor="black"))
ax.add_patch(Circle((6, 3), 2, facecolor="tab:orange", alpha=0.4, edgecolor="black"))
ax.text(3, 3, "12", ha="center", fontsize=14)
ax.text(5, 3, "5", ha="center", fontsize=14)
ax.text(7, 3, "8", ha="center", fontsize=14)
ax.text(2.2, 5, "A")
ax.text(7.6, 5, "B")
ax.set_xlim(-0.5, 10.5)
ax.set_ylim(-0.5, 6.5)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
