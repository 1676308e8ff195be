import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 3.4))


def wire(*points, live=False):
    ax.plot(
        *zip(*points, strict=True),
        color="orangered" if live else "black",
        lw=3 if live else 1.6,
        zorder=1 if live else 0,
    )


wire((0, 0), (0, 2), (1, 2), live=True)
wire((1, 2), (2, 2.5), live=True)
wire((2, 2.5), (5, 2.5), live=True)
wire((2, 1.5), (5, 1.5))
wire((5, 2.5), (6, 2), live=True)
wire((6, 2), (7.5, 2), (7.5, 1.3), live=True)
wire((7.5, 0.7), (7.5, 0), (0.6, 0), live=True)
for x, ys in ((1, (2,)), (2, (1.5, 2.5)), (5, (1.5, 2.5)), (6, (2,))):
    for y in ys:
        ax.plot(x, y, "o", ms=8, color="white", mec="black", zorder=3)
ax.add_patch(plt.Circle((7.5, 1), 0.32, fc="yellow", ec="black", lw=1.8, zorder=3))
ax.plot([7.28, 7.72], [0.78, 1.22], color="black", zorder=4)
ax.plot([7.28, 7.72], [1.22, 0.78], color="black", zorder=4)
ax.plot([0, 0.6], [0, 0], "s", color="black", ms=8)
ax.text(0.3, -0.4, "230 V ~", ha="center", fontsize=11)
ax.text(1.5, 2.95, "downstairs", ha="center")
ax.text(5.5, 2.95, "upstairs", ha="center")
ax.set(xlim=(-0.6, 8.3), ylim=(-0.7, 3.4), aspect="equal")
ax.axis("off")
plt.show()
