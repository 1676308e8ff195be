import matplotlib.pyplot as plt


def wire(ax, *points):
    ax.plot(*zip(*points, strict=True), color="black", lw=1.5)


def resistor(ax, x, y0, y1, label, side=1):
    wire(ax, (x, y0), (x, y1))
    ax.add_patch(plt.Rectangle((x - 0.22, (y0 + y1) / 2 - 0.55), 0.44, 1.1, fc="white", ec="black", lw=1.5, zorder=2))
    ax.text(x + 0.4 * side, (y0 + y1) / 2, label, ha="left" if side > 0 else "right", va="center", fontsize=10)


def capacitor(ax, x, y):
    for shift in (-0.1, 0.1):
        wire(ax, (x + shift, y - 0.35), (x + shift, y + 0.35))


fig, ax = plt.subplots(figsize=(6.5, 6))
resistor(ax, 2, 3, 6, r"47 k$\Omega$", -1)
resistor(ax, 2, 0, 3, r"10 k$\Omega$", -1)
resistor(ax, 4, 4, 6, r"2.2 k$\Omega$")
resistor(ax, 4, 0, 2, r"470 $\Omega$")
wire(ax, (1, 6), (5.2, 6))
wire(ax, (-0.5, 0), (6.5, 0))
wire(ax, (2, 3), (3.3, 3))
ax.plot([3.3, 3.3], [2.4, 3.6], color="black", lw=4)
wire(ax, (3.3, 3.3), (4, 4))
ax.annotate(
    "", (4, 2), (3.3, 2.7), arrowprops={"arrowstyle": "-|>", "lw": 1.5, "color": "black", "shrinkA": 0, "shrinkB": 0}
)
ax.add_patch(plt.Circle((3.65, 3), 0.85, fill=False, lw=1.2))
wire(ax, (-0.5, 3), (0.6, 3))
capacitor(ax, 0.7, 3)
wire(ax, (0.8, 3), (2, 3))
wire(ax, (4, 4), (5.2, 4))
capacitor(ax, 5.3, 4)
wire(ax, (5.4, 4), (6.5, 4))
ax.plot([2, 2, 4, 4, 4, 2], [3, 6, 6, 4, 0, 0], "ko", ms=5)
for x, y, text in (
    (5.3, 6, "+12 V"),
    (-0.7, 3.2, "in"),
    (6.5, 4.2, "out"),
    (0.35, 3.5, r"1 $\mu$F"),
    (5, 4.5, r"10 $\mu$F"),
):
    ax.text(x, y, text, fontsize=11, va="center" if text.startswith("+") else "bottom")
ax.set(xlim=(-1, 7), ylim=(-0.4, 6.5), aspect="equal")
ax.axis("off")
plt.show()
