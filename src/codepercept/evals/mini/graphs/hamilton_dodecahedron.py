import matplotlib.pyplot as plt
import numpy as np

rings = [(3.0, 0), (2.1, 0), (1.45, 36), (0.7, 36)]
points = np.array(
    [[r * np.cos(t), r * np.sin(t)] for r, turn in rings for t in np.radians(90 + turn + 72 * np.arange(5))]
)
edges = []
for k in range(5):
    nxt = (k + 1) % 5
    edges += [(k, nxt), (k, 5 + k), (5 + k, 10 + k), (10 + k, 5 + nxt), (10 + k, 15 + k), (15 + k, 15 + nxt)]
neighbours = {v: {a + b - v for a, b in edges if v in (a, b)} for v in range(20)}


def extend(walk):
    """Depth-first search for a cycle through all 20 vertices."""
    if len(walk) == 20:
        return walk if walk[0] in neighbours[walk[-1]] else None
    for v in sorted(neighbours[walk[-1]] - set(walk)):
        if found := extend([*walk, v]):
            return found
    return None


walk = extend([0])
fig, ax = plt.subplots(figsize=(6, 6))
for edge in edges:
    ax.plot(*points[list(edge)].T, color="silver", lw=2, zorder=0)
ax.plot(*points[[*walk, walk[0]]].T, color="darkorange", lw=4, zorder=1)
ax.scatter(*points.T, s=170, color="white", edgecolors="black", zorder=2)
for step, v in enumerate(walk, start=1):
    ax.text(*points[v], str(step), ha="center", va="center", fontsize=8)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
