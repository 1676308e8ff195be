import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 6))
ax.add_patch(plt.Circle((0, 0), 2, fill=False, linewidth=1.8))
angles = {"A": 210, "B": 330, "C": 75}
points = {name: (2 * np.cos(np.radians(a)), 2 * np.sin(np.radians(a))) for name, a in angles.items()}
for start, end in (("A", "C"), ("C", "B")):
    ax.plot(*zip(points[start], points[end]), color="tab:blue", linewidth=1.6)
for name in ("A", "B"):
    ax.plot(*zip((0, 0), points[name]), color="tab:red", linewidth=1.4, linestyle="--")
for name, (x, y) in points.items():
    ax.plot(x, y, "ko", markersize=5)
    ax.text(1.14 * x, 1.14 * y, f"${name}$", fontsize=14, ha="center", va="center")
ax.plot(0, 0, "ko", markersize=4)
ax.text(0.08, 0.1, "$O$", fontsize=14)
ax.text(0, -0.55, r"$2\theta$", fontsize=13, ha="center", color="tab:red")
ax.text(0.42, 1.3, r"$\theta$", fontsize=13, ha="center", color="tab:blue")
ax.set_xlim(-2.7, 2.7)
ax.set_ylim(-2.7, 2.7)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
