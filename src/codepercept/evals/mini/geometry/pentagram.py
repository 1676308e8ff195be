import matplotlib.pyplot as plt
import numpy as np

angle = np.radians(90 + 72 * np.arange(5))
P = np.stack([np.cos(angle), np.sin(angle)], axis=1)
fig, ax = plt.subplots(figsize=(5, 5), facecolor="ivory")
ax.add_patch(plt.Polygon(P, fill=False, edgecolor="black", linewidth=2))
for i in range(5):
    ax.plot(*zip(P[i], P[(i + 2) % 5], strict=True), color="steelblue", lw=1.8)
# The inner pentagon is turned by 36 degrees and smaller by the golden ratio squared.
golden = (1 + 5**0.5) / 2
ax.add_patch(plt.Polygon(-P / golden**2, facecolor="gold", edgecolor="steelblue", lw=1.8))
left, right = P[1], P[4]
cut = left + (right - left) / golden
ax.plot(*zip(left, cut, strict=True), color="crimson", lw=4)
ax.plot(*zip(cut, right, strict=True), color="darkgreen", lw=4)
ax.text(-0.35, 0.36, r"$\varphi$", color="crimson", fontsize=17)
ax.text(0.58, 0.36, "1", color="darkgreen", fontsize=15)
for p, name in zip(P, "ABCDE", strict=True):
    ax.text(*(1.12 * p), name, ha="center", va="center", fontsize=13)
ax.set(xlim=(-1.25, 1.25), ylim=(-1.1, 1.3), aspect="equal")
ax.axis("off")
plt.show()
