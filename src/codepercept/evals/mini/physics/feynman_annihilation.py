import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5.5, 3.6))
left, right = np.array([1.5, 0]), np.array([4.0, 0])


def fermion(start, end):
    start, end = np.array(start), np.array(end)
    ax.plot(*zip(start, end, strict=True), color="black", lw=1.8)
    ax.annotate(
        "",
        start + 0.58 * (end - start),
        start + 0.45 * (end - start),
        arrowprops={"arrowstyle": "-|>", "color": "black", "mutation_scale": 18},
    )


fermion((0, 1.4), left)
fermion(left, (0, -1.4))
fermion((5.5, -1.4), right)
fermion(right, (5.5, 1.4))
s = np.linspace(0, 1, 300)
ax.plot(left[0] + 2.5 * s, 0.15 * np.sin(2 * np.pi * 7 * s), color="tab:blue", lw=1.8)
ax.plot(*zip(left, right, strict=True), "ko", ms=7)
ax.text(2.75, 0.3, r"$\gamma$", fontsize=17, ha="center", color="tab:blue")
for x, y, name in ((-0.4, 1.4, "$e^-$"), (-0.4, -1.4, "$e^+$"), (6, 1.4, r"$\mu^-$"), (6, -1.4, r"$\mu^+$")):
    ax.text(x, y, name, fontsize=16, ha="center", va="center")
ax.annotate("time", (3.9, -1.7), xytext=(1.8, -1.7), va="center", arrowprops={"arrowstyle": "->"})
ax.set(xlim=(-0.9, 6.5), ylim=(-2, 1.8))
ax.axis("off")
plt.show()
