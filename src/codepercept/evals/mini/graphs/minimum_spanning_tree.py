import matplotlib.pyplot as plt
import numpy as np

towns = np.array([[0.5, 3.2], [2.0, 4.0], [4.2, 3.8], [1.2, 1.6], [3.0, 2.4], [5.2, 2.2], [2.6, 0.5], [4.6, 0.4]])
pairs = [(0, 1), (0, 3), (1, 2), (1, 3), (1, 4), (2, 4), (2, 5), (3, 4), (3, 6), (4, 5), (4, 6), (4, 7), (5, 7), (6, 7)]
cost = {p: round(10 * np.hypot(*(towns[p[0]] - towns[p[1]]))) for p in pairs}
group = list(range(len(towns)))
tree = []
for a, b in sorted(pairs, key=cost.get):
    if group[a] != group[b]:
        tree.append((a, b))
        old, new = group[a], group[b]
        group = [new if g == old else g for g in group]
fig, ax = plt.subplots(figsize=(6.5, 5))
for p in pairs:
    chosen = p in tree
    (x0, y0), (x1, y1) = towns[p[0]], towns[p[1]]
    ax.plot([x0, x1], [y0, y1], color="seagreen" if chosen else "lightgray", lw=4 if chosen else 1.5, zorder=0)
    ax.text((x0 + x1) / 2, (y0 + y1) / 2, cost[p], ha="center", va="center", fontsize=9, backgroundcolor="white")
ax.scatter(*towns.T, s=260, color="wheat", edgecolors="black")
for k, (x, y) in enumerate(towns):
    ax.text(x, y, "STUVWXYZ"[k], ha="center", va="center", fontsize=11)
ax.margins(0.1)
ax.set_title(f"total length {sum(cost[p] for p in tree)}")
ax.axis("off")
plt.show()
