import matplotlib.pyplot as plt

shapes = {"c": ("o", "tomato"), "s": ("s", "royalblue"), "t": ("^", "gold")}
puzzles = [("cc", "sss"), ("st", "cc")]
fig, axes = plt.subplots(1, 2, figsize=(8, 3.4))
for ax, pans in zip(axes, puzzles, strict=True):
    ax.add_patch(plt.Polygon([(-0.4, 0), (0.4, 0), (0, 1.5)], fc="gray", ec="black"))
    ax.plot([-2, 2], [1.5, 1.5], color="black", lw=4)
    for side, pan in zip((-2, 2), pans, strict=True):
        ax.plot([side - 0.9, side, side + 0.9], [0.7, 1.5, 0.7], color="black", lw=1)
        ax.plot([side - 1, side + 1], [0.68, 0.68], color="saddlebrown", lw=5)
        for k, shape in enumerate(pan):
            marker, colour = shapes[shape]
            ax.plot(side + 0.55 * (k - (len(pan) - 1) / 2), 0.94, marker, color=colour, ms=14, mec="black")
    ax.set(xlim=(-3.3, 3.3), ylim=(-0.2, 2.2), aspect="equal")
    ax.axis("off")
fig.suptitle("How many squares weigh as much as a triangle?")
plt.show()
