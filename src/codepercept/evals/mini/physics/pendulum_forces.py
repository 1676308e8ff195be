import matplotlib.pyplot as plt
import numpy as np

angle = np.radians(35)
bob = np.array([3 * np.sin(angle), -3 * np.cos(angle)])
fig, ax = plt.subplots(figsize=(4.2, 5))
ax.plot([-1, 1], [0, 0], color="black", lw=5)
ax.plot([0, 0], [0, -3], color="gray", ls="--")
ax.plot([0, bob[0]], [0, bob[1]], color="saddlebrown", lw=1.8)
ax.plot(*bob, "o", color="goldenrod", ms=22, mec="black")
ax.quiver(*bob, 0, -1.4, angles="xy", scale_units="xy", scale=1, color="tab:red", width=0.015, zorder=3)
ax.quiver(
    *bob,
    -1.2 * np.sin(angle),
    1.2 * np.cos(angle),
    angles="xy",
    scale_units="xy",
    scale=1,
    color="tab:blue",
    width=0.015,
    zorder=3,
)
ax.text(bob[0] + 0.15, bob[1] - 1.3, r"$m\vec{g}$", color="tab:red", fontsize=15)
ax.text(1.35, -1.5, r"$\vec{T}$", color="tab:blue", fontsize=15)
ax.text(0.1, -1.1, r"$35^\circ$", fontsize=13)
ax.set(xlim=(-1.3, 2.7), ylim=(-4.2, 0.3), aspect="equal")
ax.axis("off")
plt.show()
