import matplotlib.pyplot as plt

colours = {"A": "#fbb4ae", "B": "#b3cde3", "C": "#ccebc5", "D": "#fbb4ae", "E": "#ffffcc", "F": "#b3cde3"}
regions = {
    "A": (0, 2, 2, 4),
    "B": (2, 3, 4, 4),
    "C": (2, 1, 4, 3),
    "D": (4, 2, 6, 4),
    "E": (0, 0, 2, 2),
    "F": (4, 0, 6, 2),
}
borders = ["AB", "AC", "AE", "BC", "BD", "CD", "CE", "CF", "DF"]
fig, ax = plt.subplots(figsize=(6, 4.5))
centre = {}
for name, (x0, y0, x1, y1) in regions.items():
    ax.add_patch(plt.Rectangle((x0, y0), x1 - x0, y1 - y0, fc=colours[name], ec="black", lw=2))
    centre[name] = ((x0 + x1) / 2, (y0 + y1) / 2)
ax.add_patch(plt.Rectangle((2, 0), 2, 1, fc="white", ec="black", lw=2, hatch="..."))
ax.text(3, 0.5, "lake", ha="center", va="center", backgroundcolor="white")
for a, b in borders:
    ax.plot(*zip(centre[a], centre[b], strict=True), color="black", lw=1.3, ls="--")
for name, (x, y) in centre.items():
    ax.plot(x, y, "o", ms=22, color="white", mec="black")
    ax.text(x, y, name, ha="center", va="center", fontsize=12)
ax.set(xlim=(-0.2, 6.2), ylim=(-0.2, 4.2), aspect="equal")
ax.axis("off")
plt.show()
