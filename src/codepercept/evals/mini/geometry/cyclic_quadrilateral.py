import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Wedge

at = np.radians([25, 115, 200, 305])
P = np.stack([np.cos(at), np.sin(at)], axis=1)
fig, ax = plt.subplots(figsize=(5, 5))
ax.add_patch(plt.Circle((0, 0), 1, fill=False, color="black", lw=1.5))
ax.add_patch(plt.Polygon(P, fill=False, color="black", lw=2))
ax.plot(*zip(P[0], P[2], strict=True), color="gray", ls="--")
ax.plot(*zip(P[1], P[3], strict=True), color="gray", ls="--")
for i, name in enumerate("ABCD"):
    before, after = P[i - 1] - P[i], P[(i + 1) % 4] - P[i]
    first = np.degrees(np.arctan2(after[1], after[0]))
    last = np.degrees(np.arctan2(before[1], before[0]))
    opening = (last - first) % 360
    colour = "tab:orange" if i % 2 == 0 else "tab:cyan"
    ax.add_patch(Wedge(P[i], 0.22, first, last, fc=colour, ec="black", alpha=0.8))
    middle = np.radians(first + opening / 2)
    ax.text(
        P[i, 0] + 0.38 * np.cos(middle),
        P[i, 1] + 0.38 * np.sin(middle),
        f"{opening:.1f}" + r"$^\circ$",
        ha="center",
        va="center",
        fontsize=10,
        bbox={"fc": "white", "ec": "none", "pad": 0.5},
    )
    ax.text(*(1.13 * P[i]), name, ha="center", va="center", fontsize=15)
ax.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), aspect="equal")
ax.axis("off")
plt.show()
