import matplotlib.pyplot as plt

land = {"North": (0, 2), "South": (0, -2), "Island": (-1.2, 0), "East": (2.6, 0)}
bridges = [
    ("North", "Island", 0.25),
    ("North", "Island", -0.25),
    ("South", "Island", 0.25),
    ("South", "Island", -0.25),
    ("Island", "East", 0),
    ("North", "East", 0),
    ("South", "East", 0),
]
beside = {"North": (0.6, 2.2), "South": (0.6, -2.2), "Island": (-2.9, 0), "East": (3.3, 0)}
degree = dict.fromkeys(land, 0)
fig, ax = plt.subplots(figsize=(6, 5.5))
for a, b, bend in bridges:
    style = {"arrowstyle": "-", "lw": 2, "color": "peru", "connectionstyle": f"arc3,rad={bend}"}
    ax.annotate("", land[b], land[a], arrowprops=style)
    degree[a] += 1
    degree[b] += 1
for name, (x, y) in land.items():
    ax.plot(x, y, "o", ms=44, color="palegreen", mec="darkgreen", mew=2, zorder=5)
    ax.text(x, y, name, ha="center", va="center", fontsize=10, zorder=6)
    ax.text(*beside[name], f"degree {degree[name]}", fontsize=10, color="firebrick", va="center")
ax.set(xlim=(-3.1, 4.4), ylim=(-2.8, 3), title="All four degrees are odd")
ax.axis("off")
plt.show()
