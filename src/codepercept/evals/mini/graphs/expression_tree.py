import matplotlib.pyplot as plt

place = {"*": (0, 0), "+": (-1, -1), "5": (1, -1), "3": (-1.6, -2), "x": (-0.4, -2)}
fig, ax = plt.subplots(figsize=(4.2, 4.2))
# One line visits every node: down the left side, back up, and to the right.
tour = ["3", "+", "x", "+", "*", "5"]
ax.plot(*zip(*(place[node] for node in tour), strict=True), color="black", linewidth=1.5, zorder=0)
ax.scatter(*zip(*place.values(), strict=True), s=900, color="bisque", edgecolors="black")
for symbol, (x, y) in place.items():
    ax.text(x, y, symbol, ha="center", va="center", fontsize=17)
ax.set_title("(3 + x) * 5", fontsize=15)
ax.set_xlim(-2.1, 1.6)
ax.set_ylim(-2.4, 0.5)
ax.axis("off")
fig.tight_layout()
plt.show()
