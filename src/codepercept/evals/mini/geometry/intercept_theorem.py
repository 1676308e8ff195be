import matplotlib.pyplot as plt
import numpy as np

S = np.array([0.0, 0.0])
upper, lower = np.array([2.0, 1.0]), np.array([2.2, -0.5])
fig, ax = plt.subplots(figsize=(6.5, 4))
for direction in (upper, lower):
    ax.plot(*zip(S, 4.4 * direction, strict=True), color="black", lw=1.5)
for k, colour in ((2, "tab:purple"), (3, "tab:green"), (4, "tab:orange")):
    p, q = k * upper, k * lower
    over = 0.12 * (p - q)
    ax.plot(*zip(q - over, p + over, strict=True), color=colour, lw=2)
    ax.plot(*zip(p, q, strict=True), "o", color=colour, ms=6)
    ax.text(p[0] - 0.1, p[1] + 0.42, f"$A_{k}$", ha="right", fontsize=13)
    ax.text(q[0] - 0.15, q[1] - 0.65, f"$B_{k}$", ha="right", fontsize=13)
    ax.text(*((p + q) / 2 + (0.15, 0)), f"{k}", color=colour, fontsize=14, weight="bold", va="center")
ax.text(-0.4, 0, "S", fontsize=14, va="center")
ax.set(xlim=(-0.8, 10.2), ylim=(-3.2, 5.2), aspect="equal")
ax.axis("off")
plt.show()
