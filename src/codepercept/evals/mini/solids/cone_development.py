import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, Ellipse, Wedge

r, s = 2, 6
h = np.sqrt(s * s - r * r)
fig, (solid, flat) = plt.subplots(1, 2, figsize=(7.5, 4.2))
solid.add_patch(plt.Polygon([(-r, 0), (r, 0), (0, h)], fc="#fde0dd"))
solid.add_patch(Ellipse((0, 0), 2 * r, 1, fc="#fde0dd", ec="black"))
solid.plot([-r, 0, r], [0, h, 0], color="black", lw=1.6)
solid.plot([0, r], [0, 0], color="tab:red")
solid.text(0.9, -0.42, "2", color="tab:red", fontsize=13)
solid.text(1.35, 3, "6", fontsize=13)
solid.set(xlim=(-3, 3), ylim=(-1.2, 6.2))
sector = 360 * r / s
flat.add_patch(Wedge((0, 0), s, 30, 30 + sector, fc="#fde0dd", ec="black", lw=1.6))
flat.add_patch(Circle((0, s + r), r, fc="#fa9fb5", ec="black", lw=1.6))
flat.text(0, 1.3, f"{sector:.0f}" + r"$^\circ$", ha="center", fontsize=13)
flat.text(2.9, 1.1, "6", fontsize=13)
flat.text(0, s + r, "r = 2", ha="center", va="center", fontsize=12)
flat.set(xlim=(-5.8, 5.8), ylim=(-0.5, 10.3))
for ax in (solid, flat):
    ax.set_aspect("equal")
    ax.axis("off")
fig.tight_layout()
plt.show()
