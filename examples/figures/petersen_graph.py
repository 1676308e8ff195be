"""The Petersen graph: an outer pentagon, an inner star, five spokes."""

import matplotlib.pyplot as plt
import numpy as np


def ring(radius, count=5):
    """Corners of a regular polygon, the first one on top."""
    angles = np.pi / 2 + 2 * np.pi * np.arange(count) / count
    return radius * np.column_stack([np.cos(angles), np.sin(angles)])


outer, inner = ring(2.0), ring(1.0)
edges = [(outer[i], outer[(i + 1) % 5]) for i in range(5)]
edges += [(inner[i], inner[(i + 2) % 5]) for i in range(5)]
edges += [(outer[i], inner[i]) for i in range(5)]

fig, ax = plt.subplots(figsize=(5, 5))
for a, b in edges:
    ax.plot(*zip(a, b), color="gray", zorder=1)
ax.scatter(*np.vstack([outer, inner]).T, s=260, color="gold", edgecolor="black", zorder=2)
for number, (x, y) in enumerate(np.vstack([outer, inner])):
    ax.text(x, y, str(number), ha="center", va="center")
ax.set_aspect("equal")
ax.axis("off")
plt.show()
