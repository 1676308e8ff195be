import matplotlib.patches as patches
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 5))
ax.plot([0, 6], [4, 4], color="black", linewidth=3)
for x in (0.4, 1.2, 2.0, 2.8, 3.6, 4.4, 5.2):
    ax.plot([x, x + 0.4], [4, 4.3], color="black", linewidth=1)
ax.plot([3, 3], [4, 3.2], color="gray", linewidth=3)
ax.add_patch(patches.Circle((3, 2.8), 0.4, facecolor="lightgray", edgecolor="black"))
ax.plot([2.6, 2.6], [2.8, 1.4], color="saddlebrown", linewidth=2)
ax.plot([3.4, 3.4], [2.8, 0.8], color="saddlebrown", linewidth=2)
ax.add_patch(patches.Rectangle((2.3, 0.8), 0.6, 0.6, facecolor="#88bbee", edgecolor="black"))
ax.add_patch(patches.Rectangle((3.0, -0.1), 0.8, 0.9, facecolor="#ee9988", edgecolor="black"))
ax.text(2.6, 1.1, "$m_1$", ha="center", va="center", fontsize=12)
ax.text(3.4, 0.35, "$m_2$", ha="center", va="center", fontsize=12)
ax.annotate("", (4.3, -0.2), (4.3, 0.8), arrowprops=dict(arrowstyle="->", lw=2, color="red"))
ax.text(4.45, 0.2, "$m_2 g$", fontsize=12, color="red")
ax.set_xlim(0, 6)
ax.set_ylim(-0.6, 4.6)
ax.set_aspect("equal")
ax.axis("off")
plt.tight_layout()
plt.show()
