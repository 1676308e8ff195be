import matplotlib.pyplot as plt
import numpy as np

ring = {"O": (1.0, 1.0), "1": (2.0, 0.0), "2": (1.1, -1.0), "3": (-1.1, -1.0), "4": (-2.0, 0.0), "5": (-1.0, 1.0)}
fig, ax = plt.subplots(figsize=(6, 5.2))
order = ["O", "1", "2", "3", "4", "5"]
for k, a in enumerate(order):
    b = order[(k + 1) % 6]
    front = a in ("1", "2", "3")
    ax.plot(*zip(ring[a], ring[b], strict=True), color="black", lw=6 if front else 2, solid_capstyle="round", zorder=0)
ax.text(
    *ring["O"], "O", fontsize=16, ha="center", va="center", color="red", bbox={"fc": "white", "ec": "none", "pad": 2}
)
substituents = {"1": ("H", "OH"), "2": ("H", "OH"), "3": ("OH", "H"), "4": ("H", "OH"), "5": ("CH$_2$OH", "H")}
for carbon, (above, below) in substituents.items():
    x, y = ring[carbon]
    for sign, group in ((1, above), (-1, below)):
        ax.plot([x, x], [y, y + 0.55 * sign], color="black", lw=1.5, zorder=0)
        ax.text(
            x, y + 0.75 * sign, group, ha="center", va="center", fontsize=12, color="red" if "O" in group else "black"
        )
    inward = -0.28 if x > 0 else 0.28
    ax.text(
        x + inward, y + (0 if y == 0 else -0.2 * np.sign(y)), carbon, ha="center", va="center", fontsize=9, color="blue"
    )
ax.set_title(r"$\alpha$-D-glucose", fontsize=14)
ax.set(xlim=(-3, 3), ylim=(-2.2, 2.2), aspect="equal")
ax.axis("off")
plt.show()
