import matplotlib.pyplot as plt
import numpy as np

A, B, C = np.array([1.0, 6.0]), np.array([0.0, 0.0]), np.array([8.0, 0.0])
G = (A + B + C) / 3
K = np.linalg.solve(2 * np.array([B - A, C - A]), [B @ B - A @ A, C @ C - A @ A])
H = A + B + C - 2 * K


def foot(p, q, r):
    return q + (r - q) * ((p - q) @ (r - q)) / ((r - q) @ (r - q))


fig, ax = plt.subplots(figsize=(7, 5.5))
ax.add_patch(plt.Polygon([A, B, C], fc="#f3f0e6", ec="black", lw=2))
for p, q, r in ((A, B, C), (B, C, A), (C, A, B)):
    middle, f = (q + r) / 2, foot(p, q, r)
    ax.plot(*zip(p, middle, strict=True), color="tab:green", lw=1)
    ax.plot(*zip(p, f, strict=True), color="tab:blue", lw=1, ls="--")
    ax.plot(*zip(K, middle, strict=True), color="tab:orange", lw=1, ls=":")
    ax.plot(*middle, "s", color="gray", ms=4)
direction = H - K
ends = [K - 0.9 * direction, K + 1.5 * direction]
ax.plot(*zip(*ends, strict=True), color="crimson", lw=2.2, label="Euler line")
for p, name, colour, shift in (
    (K, "O", "tab:orange", (8, -4)),
    (G, "G", "tab:green", (6, 6)),
    (H, "H", "tab:blue", (-14, 10)),
):
    ax.plot(*p, "o", color=colour, ms=8, mec="black", zorder=5)
    ax.annotate(name, p, xytext=shift, textcoords="offset points", fontsize=13, weight="bold")
for p, name, shift in ((A, "A", (-4, 7)), (B, "B", (-15, -8)), (C, "C", (7, -8))):
    ax.annotate(name, p, xytext=shift, textcoords="offset points", fontsize=14)
ax.set_aspect("equal")
ax.set(xlim=(-1, 9), ylim=(-1, 7))
ax.legend(loc="upper right")
ax.axis("off")
plt.show()
