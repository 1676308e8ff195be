from itertools import combinations, product

import matplotlib.pyplot as plt
import numpy as np

g = (1 + 5**0.5) / 2


def even_turns(p):
    return [p, (p[2], p[0], p[1]), (p[1], p[2], p[0])]


icosa = [q for s, t in product((1, -1), repeat=2) for q in even_turns((0, s, t * g))]
dodeca = [*product((1, -1), repeat=3)] + [
    q for s, t in product((1, -1), repeat=2) for q in even_turns((0, s / g, t * g))
]
solids = {
    "tetrahedron: 4": [(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)],
    "cube: 6": list(product((1, -1), repeat=3)),
    "octahedron: 8": [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)],
    "dodecahedron: 12": dodeca,
    "icosahedron: 20": icosa,
}
fig = plt.figure(figsize=(7, 5), layout="constrained")
for k, (name, points) in enumerate(solids.items(), start=1):
    V = np.array(points, dtype=float)
    V /= np.linalg.norm(V[0])
    ax = fig.add_subplot(2, 3, k, projection="3d")
    gaps = {(i, j): np.linalg.norm(V[i] - V[j]) for i, j in combinations(range(len(V)), 2)}
    shortest = min(gaps.values())
    for (i, j), gap in gaps.items():
        if gap < 1.01 * shortest:
            ax.plot(*V[[i, j]].T, color=plt.cm.tab10(k - 1), lw=1.8)
    ax.scatter(*V.T, color="black", s=10, depthshade=False)
    ax.set(xlim=(-0.7, 0.7), ylim=(-0.7, 0.7), zlim=(-0.7, 0.7))
    ax.set_box_aspect((1, 1, 1), zoom=1.15)
    ax.view_init(elev=20, azim=33)
    ax.set_axis_off()
    ax.set_title(name, fontsize=10)
plt.show()
