import matplotlib.pyplot as plt
import numpy as np

cells = np.zeros((8, 8), dtype=int)
for r, c in ((1, 2), (2, 3), (3, 1), (3, 2), (3, 3)):
    cells[r, c] = 1
fig, axes = plt.subplots(1, 5, figsize=(9, 3))
for generation, ax in enumerate(axes):
    ax.imshow(cells, cmap="Greens", vmin=0, vmax=1.3)
    ax.set_xticks(np.arange(-0.5, 8), [])
    ax.set_yticks(np.arange(-0.5, 8), [])
    ax.grid(color="lightgray")
    ax.tick_params(length=0)
    ax.set_title(f"t = {generation}", fontsize=11)
    around = sum(np.roll(cells, (dr, dc), (0, 1)) for dr in (-1, 0, 1) for dc in (-1, 0, 1)) - cells
    cells = ((around == 3) | ((cells == 1) & (around == 2))).astype(int)
fig.tight_layout()
plt.show()
