import matplotlib.pyplot as plt
import numpy as np

a, e = 1.0, 0.6
b = a * np.sqrt(1 - e**2)


def position(mean):
    """Solve Kepler's equation by fixed-point steps of Newton."""
    E = np.array(mean, dtype=float)
    for _ in range(20):
        E = E - (E - e * np.sin(E) - mean) / (1 - e * np.cos(E))
    return a * (np.cos(E) - e), b * np.sin(E)


fig, ax = plt.subplots(figsize=(6.5, 5))
ax.plot(*position(np.linspace(0, 2 * np.pi, 300)), color="navy", lw=1.5)
for first, colour in ((-0.5, "tomato"), (5.5, "mediumseagreen")):
    x, y = position(2 * np.pi * (first + np.linspace(0, 1, 60)) / 12)
    ax.fill([0, *x], [0, *y], color=colour, alpha=0.6)
x, y = position(2 * np.pi * np.arange(12) / 12)
ax.plot(x, y, "o", color="steelblue", ms=8, mec="black")
for k in range(12):
    ax.annotate(
        str(k),
        (x[k], y[k]),
        xytext=(9 * np.sign(x[k] + e), 9 * np.sign(y[k] + 1e-6)),
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=9,
    )
ax.plot(0, 0, "o", color="gold", ms=20, mec="darkorange")
ax.text(0, -0.15, "Sun", ha="center")
ax.set_title("Equal areas in equal times (months 0 to 11)", fontsize=11)
ax.set(xlim=(-1.8, 0.6), ylim=(-1, 1), aspect="equal")
ax.axis("off")
plt.show()
