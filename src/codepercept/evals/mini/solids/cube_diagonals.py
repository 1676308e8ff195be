import matplotlib.pyplot as plt
import numpy as np

shift = np.array([0.45, 0.35])
flat = {
    "A": (0, 0, 0),
    "B": (1, 0, 0),
    "C": (1, 0, 1),
    "D": (0, 0, 1),
    "E": (0, 1, 0),
    "F": (1, 1, 0),
    "G": (1, 1, 1),
    "H": (0, 1, 1),
}
P = {name: np.array([x, y]) + z * shift for name, (x, y, z) in flat.items()}
fig, ax = plt.subplots(figsize=(5, 5))
for edge in ("AB", "BC", "AE", "BF", "CG", "EF", "FG", "GH", "HE"):
    ax.plot(*zip(P[edge[0]], P[edge[1]], strict=True), color="black", lw=2)
for edge in ("AD", "DC", "DH"):
    ax.plot(*zip(P[edge[0]], P[edge[1]], strict=True), color="gray", lw=1.3, ls="--")
ax.plot(*zip(P["A"], P["C"], strict=True), color="tab:blue", lw=2, label=r"AC = $a\sqrt{2}$")
ax.plot(*zip(P["A"], P["G"], strict=True), color="tab:red", lw=2.4, label=r"AG = $a\sqrt{3}$")
for name, point in P.items():
    shift = (11, -11) if name == "F" else 9 * np.sign(point - 0.6)
    ax.annotate(name, point, xytext=shift, textcoords="offset points", ha="center", va="center", fontsize=13)
ax.legend(loc="lower center", bbox_to_anchor=(0.5, -0.12), ncol=2, frameon=False, fontsize=12)
ax.set(xlim=(-0.2, 1.65), ylim=(-0.2, 1.55), aspect="equal")
ax.axis("off")
plt.show()
