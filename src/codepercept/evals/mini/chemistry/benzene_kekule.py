import matplotlib.pyplot as plt
import numpy as np

t = np.radians(30 + 60 * np.arange(7))
x, y = np.cos(t), np.sin(t)
fig, axes = plt.subplots(1, 3, figsize=(7.5, 3.2))
for ax, first in zip(axes, (0, None, 1), strict=True):
    ax.plot(x, y, color="black", lw=2.2)
    if first is None:
        ax.add_patch(plt.Circle((0, 0), 0.58, fill=False, lw=2.2))
    else:
        for k in range(first, 6, 2):
            ax.plot(0.8 * x[[k, k + 1]], 0.8 * y[[k, k + 1]], color="black", lw=2.2)
    ax.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), aspect="equal")
    ax.axis("off")
for place in (0.37, 0.64):
    fig.text(place, 0.5, r"$\leftrightarrow$", fontsize=26, ha="center", va="center")
fig.suptitle(r"Benzene, C$_6$H$_6$")
plt.show()
