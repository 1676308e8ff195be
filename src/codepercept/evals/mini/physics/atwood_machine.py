import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, Rectangle

fig, ax = plt.subplots(figsize=(3.6, 5))
ax.add_patch(Rectangle((-2, 5.6), 4, 0.4, facecolor="lightgray", edgecolor="black", hatch="////"))
ax.plot([0, 0], [4.5, 5.6], color="black", lw=3)
ax.add_patch(Circle((0, 4.5), 0.8, facecolor="silver", edgecolor="black", lw=1.5))
over = np.linspace(np.pi, 0, 40)
ax.plot([-0.8, *(0.8 * np.cos(over)), 0.8], [2.5, *(4.5 + 0.8 * np.sin(over)), 1.2], color="sienna", lw=2)
ax.add_patch(Rectangle((-1.3, 1.7), 1, 0.8, facecolor="skyblue", edgecolor="black"))
ax.add_patch(Rectangle((0.2, 0), 1.2, 1.2, facecolor="salmon", edgecolor="black"))
ax.text(-0.8, 2.1, "3 kg", ha="center", va="center")
ax.text(0.8, 0.6, "5 kg", ha="center", va="center")
ax.annotate(
    "a", (1.8, 0.2), xytext=(1.8, 1.4), ha="center", fontsize=14, arrowprops={"arrowstyle": "->", "color": "red"}
)
ax.set(xlim=(-2.3, 2.3), ylim=(-0.4, 6.2), aspect="equal")
ax.axis("off")
plt.show()
