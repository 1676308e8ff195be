import matplotlib.pyplot as plt

skeletons = {
    "pentane, 36": ([(0, 0), (1, 0.55), (2, 0), (3, 0.55), (4, 0)], [(0, 1), (1, 2), (2, 3), (3, 4)]),
    "2-methylbutane, 28": (
        [(0.4, 0), (1.4, 0.55), (2.4, 0), (3.4, 0.55), (1.4, 1.7)],
        [(0, 1), (1, 2), (2, 3), (1, 4)],
    ),
    "2,2-dimethylpropane, 10": (
        [(2, 0.4), (0.9, 0.4), (3.1, 0.4), (2, 1.5), (2, -0.7)],
        [(0, 1), (0, 2), (0, 3), (0, 4)],
    ),
}
fig, axes = plt.subplots(1, 3, figsize=(9, 3.2))
for ax, (name, (atoms, bonds)) in zip(axes, skeletons.items(), strict=True):
    degree = [sum(k in bond for bond in bonds) for k in range(5)]
    for a, b in bonds:
        ax.plot(*zip(atoms[a], atoms[b], strict=True), color="black", lw=2.2, zorder=0)
    for (x, y), n in zip(atoms, degree, strict=True):
        hydrogens = 4 - n
        text = "C" if hydrogens == 0 else "CH" if hydrogens == 1 else f"CH$_{hydrogens}$"
        ax.text(x, y, text, ha="center", va="center", fontsize=11, bbox={"fc": "white", "ec": "none", "pad": 1.5})
    ax.set_title(name + r" $^\circ$C", fontsize=11)
    ax.set(xlim=(-0.6, 4.6), ylim=(-1.1, 2.1), aspect="equal")
    ax.axis("off")
fig.tight_layout()
plt.show()
