import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 5))
people = [
    ("I-1", 1.5, 4, "m", 0.5),
    ("I-2", 3.5, 4, "f", 0.5),
    ("II-1", 1, 2, "m", 1),
    ("II-2", 2.5, 2, "f", 0.5),
    ("II-3", 4, 2, "m", 0),
    ("II-4", 5.5, 2, "f", 1),
    ("III-1", 4, 0, "f", 0.5),
    ("III-2", 5.5, 0, "m", 0.5),
]
for x0, x1, y in ((1.5, 3.5, 4), (4, 5.5, 2)):
    ax.plot([x0, x1], [y, y], color="black", lw=1.5, zorder=0)
for parents_x, parents_y, children in ((2.5, 4, (1, 2.5, 4)), (4.75, 2, (4, 5.5))):
    bar = parents_y - 1
    ax.plot([parents_x, parents_x], [parents_y, bar], color="black", lw=1.5, zorder=0)
    ax.plot([min(children), max(children)], [bar, bar], color="black", lw=1.5)
    for x in children:
        ax.plot([x, x], [bar, bar - 1], color="black", lw=1.5, zorder=0)
for name, x, y, sex, shade in people:
    face = {0: "white", 0.5: "lightgray", 1: "black"}[shade]
    ax.plot(x, y, "s" if sex == "m" else "o", ms=28, color=face, mec="black", mew=1.8)
    ax.text(x, y - 0.5, name, ha="center", va="top", fontsize=10, bbox={"fc": "white", "ec": "none", "pad": 1})
for face, label in (("black", "affected"), ("lightgray", "carrier"), ("white", "neither")):
    ax.plot([], [], "s", ms=10, color=face, mec="black", label=label)
ax.legend(loc="lower left")
ax.set(xlim=(0.2, 6.3), ylim=(-1, 4.7))
ax.axis("off")
plt.show()
