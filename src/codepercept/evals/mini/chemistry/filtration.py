import matplotlib.pyplot as plt
from matplotlib.patches import Polygon

fig, ax = plt.subplots(figsize=(3.8, 5))
ax.add_patch(
    Polygon(
        [(-2, 7), (2, 7), (0.25, 4.4), (0.25, 2.6), (-0.25, 2.6), (-0.25, 4.4)],
        facecolor="white",
        edgecolor="black",
        lw=2,
    )
)
ax.add_patch(Polygon([(-1.5, 6.5), (1.5, 6.5), (0, 4.5)], facecolor="burlywood", edgecolor="gray"))
ax.plot([-1.6, -1.6, 1.6, 1.6], [3, 0, 0, 3], color="black", lw=2)
ax.fill_between([-1.56, 1.56], 0.04, 1.2, color="lightskyblue")
ax.plot([0, 0], [2.3, 1.6], "o", color="deepskyblue", ms=6)
ax.text(0, 5.9, "residue", ha="center", fontsize=11)
ax.text(0, 0.5, "filtrate", ha="center", fontsize=11)
ax.text(1.5, 5.3, "funnel", fontsize=11)
ax.set(xlim=(-2.4, 3.2), ylim=(-0.4, 7.4), aspect="equal")
ax.axis("off")
plt.show()
