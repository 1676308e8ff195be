import matplotlib.pyplot as plt
import numpy as np


def gate(ax, name):
    inverted = name.startswith("N")
    s = np.linspace(-1, 1, 60)
    if name == "NOT":
        x, y = np.array([0, 0, 2]), np.array([-1, 1, 0])
    elif name.endswith("AND"):
        a = np.pi / 2 * s
        x, y = np.concatenate([[0], 1 + np.cos(a), [0]]), np.concatenate([[-1], np.sin(a), [1]])
    else:
        back = 0.4 * (1 - s**2)
        x, y = np.concatenate([back, 2 * (1 - abs(s) ** 2)[::-1] ** 0.7]), np.concatenate([s, s[::-1]])
        if name == "XOR":
            ax.plot(back - 0.3, s, color="black", lw=1.8)
    for pin in (0,) if name == "NOT" else (-0.5, 0.5):
        ax.plot([-1.2, 0.25], [pin, pin], color="black", lw=1.5, zorder=0)
    ax.plot([2, 3.2], [0, 0], color="black", lw=1.5, zorder=0)
    ax.fill(x, y, facecolor="bisque", edgecolor="black", lw=1.8)
    if inverted:
        ax.add_patch(plt.Circle((2.18, 0), 0.18, fc="white", ec="black", lw=1.8))


formulas = {
    "AND": r"A \cdot B",
    "OR": "A + B",
    "NOT": r"\overline{A}",
    "NAND": r"\overline{A \cdot B}",
    "NOR": r"\overline{A + B}",
    "XOR": r"A \oplus B",
}
fig, axes = plt.subplots(2, 3, figsize=(8, 4.4))
for ax, (name, formula) in zip(axes.flat, formulas.items(), strict=True):
    gate(ax, name)
    ax.set_title(name, fontsize=12)
    ax.text(1, -1.65, f"${formula}$", ha="center", va="center", fontsize=14)
    ax.set(xlim=(-1.4, 3.4), ylim=(-2, 1.3), aspect="equal")
    ax.axis("off")
plt.show()
