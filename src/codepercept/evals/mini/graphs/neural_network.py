import matplotlib.pyplot as plt

sizes = [3, 5, 4, 2]
titles = ["input", "hidden 1", "hidden 2", "output"]
colours = ["#fdd49e", "#a6bddb", "#a6bddb", "#a1d99b"]
fig, ax = plt.subplots(figsize=(7, 4.8))


def column(layer):
    return [(2.2 * layer, k - (sizes[layer] - 1) / 2) for k in range(sizes[layer])]


for layer in range(3):
    for a in column(layer):
        for b in column(layer + 1):
            ax.plot(*zip(a, b, strict=True), color="lightgray", lw=1, zorder=0)
for layer, (title, colour) in enumerate(zip(titles, colours, strict=True)):
    for k, (x, y) in enumerate(column(layer)):
        ax.add_patch(plt.Circle((x, y), 0.3, fc=colour, ec="black"))
        if layer == 0:
            ax.text(x, y, f"$x_{3 - k}$", ha="center", va="center")
        if layer == 3:
            ax.text(x, y, f"$y_{2 - k}$", ha="center", va="center")
    ax.text(2.2 * layer, 2.6, title, ha="center", fontsize=12)
weights = sum(sizes[k] * sizes[k + 1] for k in range(3))
ax.text(3.3, -2.8, f"{weights} weights", ha="center", fontsize=11)
ax.set(xlim=(-0.6, 7.2), ylim=(-3, 3), aspect="equal")
ax.axis("off")
plt.show()
