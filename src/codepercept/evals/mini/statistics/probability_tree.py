import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 5))
dots = {"R": "crimson", "B": "royalblue"}


def node(x, y, ball):
    ax.add_patch(plt.Circle((x, y), 0.28, fc=dots[ball], ec="black", zorder=3))
    ax.text(x, y, ball, color="white", ha="center", va="center", weight="bold", zorder=4)


def branch(start, end, text):
    ax.plot(*zip(start, end, strict=True), color="black", lw=1.2)
    ax.text(
        (start[0] + end[0]) / 2,
        (start[1] + end[1]) / 2,
        text,
        ha="center",
        va="center",
        fontsize=17,
        backgroundcolor="white",
    )


left = {"R": 3, "B": 2}
for y1, first in ((1.8, "R"), (-1.8, "B")):
    branch((0, 0), (2.5, y1), rf"$\frac{{{left[first]}}}{{5}}$")
    node(2.5, y1, first)
    for dy, second in ((0.9, "R"), (-0.9, "B")):
        rest = left[second] - (first == second)
        branch((2.5, y1), (5, y1 + dy), rf"$\frac{{{rest}}}{{4}}$")
        node(5, y1 + dy, second)
        ax.text(5.6, y1 + dy, f"P({first}{second}) = {left[first] * rest}/20", va="center", fontsize=11)
ax.plot(0, 0, "ko", ms=8)
ax.text(0, 3.15, "start", ha="center", style="italic")
ax.text(2.5, 3.15, "1st ball", ha="center", style="italic")
ax.text(5, 3.15, "2nd ball", ha="center", style="italic")
ax.set(xlim=(-0.5, 8), ylim=(-3.3, 3.5), aspect="equal")
ax.axis("off")
plt.show()
