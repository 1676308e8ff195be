import matplotlib.pyplot as plt
from matplotlib.patches import Polygon, Rectangle

fig, ax = plt.subplots(figsize=(6.5, 4.5))
ax.add_patch(
    Polygon(
        [(0, 2.2), (0, 0), (7, 0), (7, 2.2), (3.5, 2.2), (3.5, 0.8), (0.8, 0.8), (0.8, 2.2)],
        fc="lightskyblue",
        ec="none",
    )
)
for x, y in (([0, 0, 7, 7], [3.4, 0, 0, 3.4]), ([0.8, 0.8, 3.5, 3.5], [3.4, 0.8, 0.8, 3.4])):
    ax.plot(x, y, color="black", lw=3)
for left, width, name in ((0, 0.8, r"10 cm$^2$"), (3.5, 3.5, r"200 cm$^2$")):
    ax.add_patch(Rectangle((left, 2.2), width, 0.35, fc="dimgray", ec="black"))
    ax.text(left + width / 2 if width > 1 else 1, 1.75, name, ha="center" if width > 1 else "left")
ax.add_patch(Rectangle((4.5, 2.55), 1.5, 1.1, fc="goldenrod", ec="black"))
ax.text(5.25, 3.1, "load", ha="center", va="center")
ax.annotate(
    "100 N",
    (0.4, 2.6),
    xytext=(0.4, 4.3),
    ha="center",
    color="red",
    fontsize=12,
    arrowprops={"arrowstyle": "-|>", "color": "red", "lw": 2},
)
ax.annotate("", (6.5, 4.4), (6.5, 2.6), arrowprops={"arrowstyle": "-|>", "color": "blue", "lw": 4})
ax.text(6.5, 4.5, "2000 N", ha="center", color="blue", fontsize=12)
ax.text(2.2, 0.35, "oil", style="italic", fontsize=12)
ax.set(xlim=(-0.6, 7.6), ylim=(-0.3, 4.9), aspect="equal")
ax.axis("off")
plt.show()
