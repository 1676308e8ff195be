import matplotlib.pyplot as plt
import numpy as np


def spread(*angles):
    return [(np.cos(np.radians(a)), np.sin(np.radians(a)), "line") for a in angles]


def wedge(angle, kind):
    return (np.cos(np.radians(angle)), np.sin(np.radians(angle)), kind)


shapes = {
    "linear, CO$_2$\n180": spread(0, 180),
    "trigonal planar, BF$_3$\n120": spread(90, 210, 330),
    "bent, H$_2$O\n104.5": spread(217.75, 322.25),
    "tetrahedral, CH$_4$\n109.5": [*spread(90, 200), wedge(255, "wedge"), wedge(320, "dash")],
    "pyramidal, NH$_3$\n107": [*spread(205), wedge(270, "wedge"), wedge(335, "dash")],
    "octahedral, SF$_6$\n90": [
        *spread(90, 270),
        wedge(205, "wedge"),
        wedge(335, "wedge"),
        wedge(155, "dash"),
        wedge(25, "dash"),
    ],
}
fig, axes = plt.subplots(2, 3, figsize=(7.5, 5.6))
for ax, (title, bonds) in zip(axes.flat, shapes.items(), strict=True):
    for x, y, kind in bonds:
        if kind == "wedge":
            ax.fill([0, x - 0.09 * y, x + 0.09 * y], [0, y + 0.09 * x, y - 0.09 * x], color="black")
        elif kind == "dash":
            for s in np.linspace(0.3, 0.8, 6):
                ax.plot(
                    [s * x - 0.1 * s * y, s * x + 0.1 * s * y],
                    [s * y + 0.1 * s * x, s * y - 0.1 * s * x],
                    color="black",
                    lw=1.6,
                )
        else:
            ax.plot([0, x], [0, y], color="black", lw=2.2)
        ax.plot(x, y, "o", color="lightsteelblue", ms=15, mec="black", zorder=3)
    ax.plot(0, 0, "o", color="indianred", ms=20, mec="black", zorder=3)
    ax.set_title(title + r"$^\circ$", fontsize=11)
    ax.set(xlim=(-1.4, 1.4), ylim=(-1.3, 1.3), aspect="equal")
    ax.axis("off")
fig.tight_layout()
plt.show()
