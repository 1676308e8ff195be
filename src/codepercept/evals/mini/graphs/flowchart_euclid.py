import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 6))


def box(x, y, text, style, colour):
    ax.text(x, y, text, ha="center", va="center", fontsize=11, bbox={"boxstyle": style, "fc": colour, "ec": "black"})


def arrow(*points):
    xs, ys = zip(*points, strict=True)
    ax.plot(xs[:-1], ys[:-1], color="black", lw=1.4)
    ax.annotate(
        "",
        points[-1],
        points[-2],
        arrowprops={"arrowstyle": "-|>", "color": "black", "lw": 1.4, "shrinkA": 0, "shrinkB": 0},
    )


box(0, 5, "input a, b", "round,pad=0.5", "lightcyan")
ax.add_patch(plt.Polygon([(0, 4.1), (1.1, 3.3), (0, 2.5), (-1.1, 3.3)], fc="khaki", ec="black"))
ax.text(0, 3.3, "b = 0 ?", ha="center", va="center", fontsize=11)
box(0, 1.5, "r = a mod b", "square,pad=0.5", "white")
box(0, 0.3, "a = b,  b = r", "square,pad=0.5", "white")
box(2.4, 1.5, "print a", "round,pad=0.5", "lightgreen")
arrow((0, 4.7), (0, 4.1))
arrow((0, 2.5), (0, 1.82))
arrow((0, 1.18), (0, 0.62))
arrow((1.1, 3.3), (2.4, 3.3), (2.4, 1.82))
arrow((-0.9, 0.3), (-1.8, 0.3), (-1.8, 3.3), (-1.1, 3.3))
ax.text(0.15, 2.1, "no")
ax.text(1.4, 3.4, "yes")
ax.set(xlim=(-2.2, 3.4), ylim=(-0.3, 5.5))
ax.axis("off")
plt.show()
