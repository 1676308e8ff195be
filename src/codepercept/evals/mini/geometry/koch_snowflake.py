import matplotlib.pyplot as plt
import numpy as np


def refine(points):
    """Put a triangle on the middle third of each edge of a closed polygon of complex numbers."""
    ahead = np.roll(points, -1)
    step = (ahead - points) / 3
    peak = points + step + step * np.exp(-1j * np.pi / 3)
    return np.stack([points, points + step, peak, points + 2 * step], axis=1).ravel()


curve = np.exp(1j * np.radians([90, 210, 330]))
fig, axes = plt.subplots(1, 4, figsize=(9, 3), layout="constrained")
for stage, ax in enumerate(axes):
    ax.fill(curve.real, curve.imag, facecolor="#deebf7", edgecolor="#08519c", linewidth=1.2)
    ax.set_title(f"stage {stage}\n{len(curve)} edges", fontsize=11)
    ax.text(0, -1.4, f"$P = {['3a', '4a', '16a/3', '64a/9'][stage]}$", ha="center", fontsize=12)
    ax.set(xlim=(-1.1, 1.1), ylim=(-1.6, 1.15), aspect="equal")
    ax.axis("off")
    curve = refine(curve)
plt.show()
