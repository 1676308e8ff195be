import matplotlib.pyplot as plt
from matplotlib.patches import Arc, Circle, Polygon, Rectangle

fig, axes = plt.subplots(1, 3, figsize=(8, 3.6))
for ax, name, share in zip(axes, ("cone", "sphere", "cylinder"), (1, 2, 3), strict=True):
    if name == "cone":
        ax.add_patch(Polygon([(-1, 0), (1, 0), (0, 2)], fc="#fbb4ae", ec="black", lw=1.6))
    elif name == "sphere":
        ax.add_patch(Circle((0, 1), 1, fc="#b3cde3", ec="black", lw=1.6))
        ax.add_patch(Arc((0, 1), 2, 0.5, theta1=180, theta2=360, ls="-", lw=1.2))
    else:
        ax.add_patch(Rectangle((-1, 0), 2, 2, fc="#ccebc5", ec="black", lw=1.6))
        ax.add_patch(Arc((0, 2), 2, 0.5, lw=1.4))
    if name != "sphere":
        ax.add_patch(Arc((0, 0), 2, 0.5, theta1=180, theta2=360, lw=1.4))
        ax.add_patch(Arc((0, 0), 2, 0.5, theta1=0, theta2=180, lw=1, ls="--"))
    ax.set_title(f"{name}: {share}", fontsize=13)
    ax.annotate("", (1.25, 0), (1.25, 2), arrowprops={"arrowstyle": "<->"})
    ax.text(1.35, 1, "2r", va="center", fontsize=12)
    ax.set(xlim=(-1.4, 1.8), ylim=(-0.5, 2.4), aspect="equal")
    ax.axis("off")
plt.show()
