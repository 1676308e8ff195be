import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import RegularPolygon

fig, axes = plt.subplots(3, 3, figsize=(5.4, 5.4))
sides = (3, 4, 6)
for row, axrow in enumerate(axes):
    for column, ax in enumerate(axrow):
        ax.set(xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), aspect="equal", xticks=[], yticks=[])
        if row == column == 2:
            ax.text(0, 0, "?", ha="center", va="center", fontsize=36, color="crimson")
            ax.set_facecolor("lavenderblush")
            continue
        face = ("white", "lightgray", "black")[row]
        turn = np.pi / 4 if sides[column] == 4 else 0
        ax.add_patch(
            RegularPolygon(
                (0, 0), sides[column], radius=0.85, orientation=turn, facecolor=face, edgecolor="black", lw=2.2
            )
        )
        dots = (row + column) % 3 + 1
        x = 0.3 * (np.arange(dots) - (dots - 1) / 2)
        ax.plot(x, 0 * x - 0.05, "o", color="red", ms=8)
fig.tight_layout()
plt.show()
