import matplotlib.pyplot as plt
import numpy as np

P = {"A": np.array([2.2, 5.5]), "B": np.array([0.0, 0.0]), "C": np.array([7.0, 0.0])}
A, B, C = P.values()
circumcentre = np.linalg.solve(2 * np.array([B - A, C - A]), [B @ B - A @ A, C @ C - A @ A])
H = A + B + C - 2 * circumcentre
N = (circumcentre + H) / 2
fig, ax = plt.subplots(figsize=(6.5, 5.5))
ax.add_patch(plt.Polygon([A, B, C], fill=False, lw=2))
radius = np.hypot(*((A + B) / 2 - N))
ax.add_patch(plt.Circle(N, radius, fc="lavender", ec="purple", lw=2, zorder=0))
groups = {"midpoint of a side": [], "foot of an altitude": [], "midpoint to H": []}
for p, q, r in ((A, B, C), (B, C, A), (C, A, B)):
    f = q + (r - q) * ((p - q) @ (r - q)) / ((r - q) @ (r - q))
    ax.plot(*zip(p, f, strict=True), color="gray", lw=1, ls="--")
    groups["midpoint of a side"].append((q + r) / 2)
    groups["foot of an altitude"].append(f)
    groups["midpoint to H"].append((p + H) / 2)
for (label, points), marker, colour in zip(groups.items(), "so^", ("tab:blue", "tab:red", "tab:green"), strict=True):
    ax.plot(*zip(*points, strict=True), marker, color=colour, ms=8, label=label)
ax.plot(*H, "k*", ms=11)
ax.annotate("H", H, xytext=(7, 4), textcoords="offset points", fontsize=12)
ax.plot(*N, "+", color="purple", ms=10, mew=2)
ax.annotate("N", N, xytext=(6, 5), textcoords="offset points", color="purple", fontsize=12)
for name, (x, y) in P.items():
    ax.text(
        x + {"A": 0, "B": -0.3, "C": 0.3}[name], y + {"A": 0.25, "B": 0, "C": 0}[name], name, fontsize=14, ha="center"
    )
ax.legend(loc="upper right", fontsize=9)
ax.set(xlim=(-0.8, 8), ylim=(-0.8, 6.2), aspect="equal")
ax.axis("off")
plt.show()
