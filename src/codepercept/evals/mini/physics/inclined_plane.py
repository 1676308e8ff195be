import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Arc

slope = np.radians(30)
along, normal = np.array([np.cos(slope), np.sin(slope)]), np.array([-np.sin(slope), np.cos(slope)])
fig, ax = plt.subplots(figsize=(6, 5))
ax.add_patch(plt.Polygon([(0, 0), (6, 0), (6, 6 * np.tan(slope))], fc="wheat", ec="saddlebrown", hatch="//", lw=1.5))
foot = 3.4 * along
corners = [foot + a * along + b * normal for a, b in ((-0.6, 0), (0.6, 0), (0.6, 0.8), (-0.6, 0.8))]
ax.add_patch(plt.Polygon(corners, fc="lightsteelblue", ec="black", lw=1.5))
centre = foot + 0.4 * normal
weight = np.array([0, -2.2])
forces = {
    r"$m\vec{g}$": (weight, "black"),
    r"$\vec{N}$": (-(weight @ normal) * normal, "tab:blue"),
    r"$\vec{f}$": (-(weight @ along) * along, "tab:red"),
}
for name, (force, colour) in forces.items():
    tip = centre + force
    ax.annotate(
        "", tip, centre, arrowprops={"arrowstyle": "-|>", "lw": 2.5, "color": colour, "shrinkA": 0, "shrinkB": 0}
    )
    ax.text(*(tip + 0.3 * force / np.hypot(*force)), name, color=colour, fontsize=15, ha="center", va="center")
ax.plot(*centre, "ko", ms=5)
ax.add_patch(Arc((0, 0), 2, 2, theta1=0, theta2=30, lw=1.5))
ax.text(1.25, 0.28, r"$30^\circ$", fontsize=12, backgroundcolor="wheat")
ax.set(xlim=(-0.3, 6.4), ylim=(-0.6, 5), aspect="equal")
ax.axis("off")
plt.show()
