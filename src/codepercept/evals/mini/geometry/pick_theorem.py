from math import gcd

import matplotlib.pyplot as plt
from matplotlib.path import Path

corners = [(1, 1), (5, 0), (8, 2), (6, 4), (7, 7), (3, 6), (3, 3)]
boundary = set()
for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
    n = gcd(x1 - x0, y1 - y0)
    boundary |= {(x0 + k * (x1 - x0) // n, y0 + k * (y1 - y0) // n) for k in range(n)}
lattice = [(x, y) for x in range(10) for y in range(8)]
outline = Path([*corners, corners[0]])
inner = [p for p in lattice if p not in boundary and outline.contains_point(p)]
outer = [p for p in lattice if p not in boundary and p not in inner]

fig, ax = plt.subplots(figsize=(6.5, 5.6))
ax.add_patch(plt.Polygon(corners, fc="#e0ecf4", ec="#4d004b", lw=2))
ax.plot(*zip(*outer, strict=True), "o", color="lightgray", ms=5)
ax.plot(*zip(*inner, strict=True), "o", color="tab:green", ms=7, label=f"inner: I = {len(inner)}")
ax.plot(*zip(*boundary, strict=True), "s", color="tab:red", ms=7, label=f"boundary: B = {len(boundary)}")
ax.set_title(f"A = I + B/2 - 1 = {len(inner) + len(boundary) / 2 - 1:g}")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncol=2)
ax.set_xticks(range(10))
ax.set_yticks(range(8))
ax.grid(alpha=0.3)
ax.set_aspect("equal")
plt.show()
