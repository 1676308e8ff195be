import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 4))
sticks = [
    ((0, 0), (1, 1)),
    ((0, 0), (1, -1)),
    ((1, 1), (2, 0)),
    ((1, -1), (2, 0)),
    ((2, 0), (3, 1)),
    ((2, 0), (3, -1)),
    ((1, 1), (2, 1.9)),
    ((1, -1), (2, -1.9)),
]
for start, end in sticks:
    ax.plot(*zip(start, end, strict=True), color="chocolate", linewidth=7, solid_capstyle="round")
ax.plot(0.75, 0.15, "o", color="black", markersize=9)
ax.text(0, -1.8, "8 sticks", ha="center", fontsize=12)
ax.set_xlim(-0.6, 3.4)
ax.set_ylim(-2.2, 2.2)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
