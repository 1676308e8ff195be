import matplotlib.pyplot as plt
import numpy as np

fleet = [[(0, 1), (0, 2), (0, 3)], [(2, 5), (3, 5)], [(4, 0), (5, 0)], [(3, 2)], [(5, 3)], [(0, 5)]]
n = 6
occupied = np.zeros((n, n), dtype=int)
for ship in fleet:
    for cell in ship:
        occupied[cell] = 1
fig, ax = plt.subplots(figsize=(5.4, 5.4))
for (r, c), value in np.ndenumerate(occupied):
    ax.add_patch(plt.Rectangle((c, n - 1 - r), 1, 1, fc="#d6ecff", ec="steelblue"))
    if not value:
        ax.text(c + 0.5, n - 0.5 - r, "~", ha="center", va="center", color="steelblue", fontsize=12)
for ship in fleet:
    x, y = [c + 0.5 for _, c in ship], [n - 0.5 - r for r, _ in ship]
    ax.plot(x, y, "-o", color="dimgray", lw=20, ms=20, solid_capstyle="round")
    ax.plot(x, y, "o", color="silver", ms=8)
for k in range(n):
    ax.text(-0.35, n - 0.5 - k, occupied[k].sum(), ha="center", va="center", fontsize=14)
    ax.text(k + 0.5, n + 0.35, occupied[:, k].sum(), ha="center", va="center", fontsize=14)
ax.set(xlim=(-0.8, 6.2), ylim=(-0.2, 6.8), aspect="equal")
ax.axis("off")
plt.show()
