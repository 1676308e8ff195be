import matplotlib.pyplot as plt
import numpy as np

n = 6
arcs = [(0, 1), (0, 3), (1, 2), (2, 0), (2, 5), (3, 4), (4, 1), (4, 5), (5, 3)]
matrix = np.zeros((n, n), dtype=int)
for a, b in arcs:
    matrix[a, b] = 1
fig, (left, right) = plt.subplots(1, 2, figsize=(8.5, 4.2))
z = np.exp(1j * (np.pi / 2 - 2 * np.pi * np.arange(n) / n))
for a, b in arcs:
    left.annotate(
        "",
        (z[b].real, z[b].imag),
        (z[a].real, z[a].imag),
        arrowprops={"arrowstyle": "-|>", "lw": 1.6, "color": "navy", "shrinkA": 13, "shrinkB": 13},
    )
for k, p in enumerate(z):
    left.plot(p.real, p.imag, "o", ms=24, color="lavender", mec="navy")
    left.text(p.real, p.imag, "abcdef"[k], ha="center", va="center", fontsize=13)
left.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), aspect="equal")
left.axis("off")
right.imshow(matrix, cmap="Purples", vmax=1.6)
for i in range(n):
    for j in range(n):
        right.text(j, i, matrix[i, j], ha="center", va="center", color="black" if matrix[i, j] else "darkgray")
right.set_xticks(range(n), "abcdef")
right.set_yticks(range(n), "abcdef")
right.xaxis.tick_top()
right.set_xlabel("to")
right.set_ylabel("from")
right.tick_params(length=0)
plt.show()
