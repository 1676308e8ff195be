import heapq

import matplotlib.pyplot as plt
import numpy as np

place = {"A": (0, 1), "B": (1.5, 2.2), "C": (1.5, 0), "D": (3.5, 2.2), "E": (3.5, 0), "F": (5, 1)}
weights = {
    ("A", "B"): 4,
    ("A", "C"): 2,
    ("B", "C"): 1,
    ("B", "D"): 5,
    ("C", "D"): 8,
    ("C", "E"): 10,
    ("D", "E"): 2,
    ("D", "F"): 6,
    ("E", "F"): 3,
}
roads = {**weights, **{(b, a): w for (a, b), w in weights.items()}}
best, before, queue = {"A": 0}, {}, [(0, "A")]
while queue:
    d, here = heapq.heappop(queue)
    for (a, b), w in roads.items():
        if a == here and d + w < best.get(b, 99):
            best[b], before[b] = d + w, a
            heapq.heappush(queue, (d + w, b))
route = ["F"]
while route[-1] != "A":
    route.append(before[route[-1]])
fig, ax = plt.subplots(figsize=(7, 4.5))
for (a, b), w in weights.items():
    used = {a, b} <= set(route) and abs(route.index(a) - route.index(b)) == 1
    ax.plot(*zip(place[a], place[b], strict=True), color="tab:red" if used else "silver", lw=4 if used else 2, zorder=0)
    x, y = 0.6 * np.array(place[a]) + 0.4 * np.array(place[b])
    ax.text(x, y, str(w), ha="center", va="center", bbox={"boxstyle": "circle,pad=0.2", "fc": "white", "ec": "none"})
for name, (x, y) in place.items():
    ax.plot(x, y, "o", ms=26, color="lightyellow", mec="black")
    ax.text(x, y, name, ha="center", va="center", fontsize=13, weight="bold")
    ax.text(x, y + (0.3 if y else -0.42), f"d = {best[name]}", ha="center", color="tab:blue")
ax.set(xlim=(-0.5, 5.5), ylim=(-0.6, 2.8))
ax.axis("off")
plt.show()
