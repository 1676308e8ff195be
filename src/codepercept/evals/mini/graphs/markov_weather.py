import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyArrowPatch

fig, ax = plt.subplots(figsize=(6, 3.4))
for x, name, colour in ((0, "sunny", "gold"), (4, "rainy", "lightskyblue")):
    ax.add_patch(Circle((x, 0), 0.75, facecolor=colour, edgecolor="black", linewidth=1.5))
    ax.text(x, 0, name, ha="center", va="center", fontsize=13)
arrows = [
    ((0.6, 0.45), (3.4, 0.45), -0.25, (2, 1.05), "0.2"),
    ((3.4, -0.45), (0.6, -0.45), -0.25, (2, -1.05), "0.4"),
    ((-0.55, -0.5), (-0.55, 0.5), -1.4, (-1.75, 0), "0.8"),
    ((4.55, 0.5), (4.55, -0.5), -1.4, (5.75, 0), "0.6"),
]
for start, end, bend, at, probability in arrows:
    ax.add_patch(
        FancyArrowPatch(start, end, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>", mutation_scale=16, lw=1.5)
    )
    ax.text(*at, probability, ha="center", va="center", fontsize=13)
ax.set(xlim=(-2.2, 6.2), ylim=(-1.5, 1.5), aspect="equal")
ax.axis("off")
plt.show()
