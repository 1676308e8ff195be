import matplotlib.pyplot as plt
import numpy as np

cages = {
    "7+": [(0, 0), (0, 1)],
    "2/": [(0, 2), (1, 2)],
    "3-": [(0, 3), (1, 3)],
    "6x": [(1, 0), (1, 1)],
    "4+": [(2, 0), (3, 0), (3, 1)],
    "48x": [(2, 1), (2, 2), (3, 2)],
    "5+": [(2, 3), (3, 3)],
}
owner = {cell: label for label, cells in cages.items() for cell in cells}
fig, ax = plt.subplots(figsize=(4.8, 4.8))
palette = dict(zip(cages, plt.cm.Pastel1(np.linspace(0, 0.9, len(cages))), strict=True))
for (r, c), label in owner.items():
    ax.add_patch(plt.Rectangle((c, 3 - r), 1, 1, fc=palette[label], ec="gray", lw=0.6))
    if owner.get((r, c + 1)) != label:
        ax.plot([c + 1, c + 1], [3 - r, 4 - r], color="black", lw=3)
    if owner.get((r + 1, c)) != label:
        ax.plot([c, c + 1], [3 - r, 3 - r], color="black", lw=3)
ax.plot([0, 0, 4], [0, 4, 4], color="black", lw=3)
for label, cells in cages.items():
    r, c = cells[0]
    ax.text(c + 0.08, 3.92 - r, label, ha="left", va="top", fontsize=13)
ax.set(xlim=(-0.1, 4.1), ylim=(-0.1, 4.1), aspect="equal")
ax.axis("off")
plt.show()
