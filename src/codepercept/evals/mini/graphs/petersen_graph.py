import matplotlib.pyplot as plt
import numpy as np

outer = np.exp(1j * np.radians(90 + 72 * np.arange(5)))
inner = 0.5 * outer
points = np.concatenate([outer, inner])
edges = [(k, (k + 1) % 5) for k in range(5)]
edges += [(k, k + 5) for k in range(5)]
edges += [(5 + k, 5 + (k + 2) % 5) for k in range(5)]
colouring = [0, 1, 0, 1, 2, 1, 2, 2, 0, 0]
assert all(colouring[a] != colouring[b] for a, b in edges)
palette = ["#e41a1c", "#4daf4a", "#377eb8"]
fig, ax = plt.subplots(figsize=(5.5, 5.5))
for a, b in edges:
    ax.plot(points[[a, b]].real, points[[a, b]].imag, color="black", lw=1.6, zorder=1)
for k, z in enumerate(points):
    ax.add_patch(plt.Circle((z.real, z.imag), 0.085, fc=palette[colouring[k]], ec="black", zorder=2))
    ax.text(z.real, z.imag, str(k), color="white", ha="center", va="center", weight="bold", zorder=3)
ax.set(xlim=(-1.15, 1.15), ylim=(-1, 1.2), aspect="equal", title="Petersen graph: chromatic number 3")
ax.axis("off")
plt.show()
