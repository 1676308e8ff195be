import matplotlib.pyplot as plt

pieces = [
    [(0, 0), (4, 0), (2, 2)],
    [(0, 0), (2, 2), (0, 4)],
    [(4, 0), (4, 2), (3, 1)],
    [(3, 1), (4, 2), (3, 3), (2, 2)],
    [(2, 2), (3, 3), (1, 3)],
    [(4, 2), (4, 4), (2, 4)],
    [(0, 4), (1, 3), (3, 3), (2, 4)],
]
colours = ["#e41a1c", "#377eb8", "#4daf4a", "#ffff33", "#ff7f00", "#984ea3", "#a65628"]
fig, ax = plt.subplots(figsize=(4.5, 4.5))
for corners, colour in zip(pieces, colours, strict=True):
    ax.add_patch(plt.Polygon(corners, facecolor=colour, edgecolor="white", linewidth=3))
ax.set_xlim(-0.2, 4.2)
ax.set_ylim(-0.2, 4.2)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
