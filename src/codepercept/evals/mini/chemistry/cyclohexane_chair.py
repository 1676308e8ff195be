import matplotlib.pyplot as plt
import numpy as np


def project(x, y, z):
    """Look at a point from slightly above the plane of the ring."""
    return np.array([x, 0.95 * z + 0.3 * y])


fig, ax = plt.subplots(figsize=(6, 4.2))
angle = np.radians(10 + 60 * np.arange(7))
height = 0.25 * (-1.0) ** np.arange(7)
ring = project(1.4 * np.cos(angle), 1.4 * np.sin(angle), height)
ax.plot(*ring, color="black", lw=2.5)
for a, z in zip(angle[:6], height[:6], strict=True):
    atom = project(1.4 * np.cos(a), 1.4 * np.sin(a), z)
    axial = project(1.4 * np.cos(a), 1.4 * np.sin(a), z + 0.95 * np.sign(z))
    equatorial = project(2.3 * np.cos(a), 2.3 * np.sin(a), z - 0.3 * np.sign(z))
    for end, colour in ((axial, "tab:red"), (equatorial, "tab:blue")):
        ax.plot(*np.stack([atom, end], axis=1), color=colour, lw=1.8)
        ax.text(*(atom + 1.15 * (end - atom)), "H", color=colour, ha="center", va="center", fontsize=11)
ax.plot([], [], color="tab:red", label="axial")
ax.plot([], [], color="tab:blue", label="equatorial")
ax.legend(loc="lower right")
ax.set(xlim=(-2.8, 3.4), ylim=(-2.1, 2), aspect="equal")
ax.axis("off")
plt.show()
