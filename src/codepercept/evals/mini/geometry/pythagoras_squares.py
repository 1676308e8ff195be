import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 6))
right, end, top = np.array([0, 0]), np.array([4, 0]), np.array([0, 3])


def square_on(p, q, colour):
    """The square on side pq, to its right, cut into unit cells."""
    n = round(np.hypot(*(q - p)))
    along = (q - p) / n
    out = np.array([along[1], -along[0]])
    for i in range(n):
        for j in range(n):
            corner = p + i * along + j * out
            cell = [corner, corner + along, corner + along + out, corner + out]
            ax.add_patch(plt.Polygon(cell, fc=colour, ec="white", lw=1))
    ax.text(*(p + n / 2 * (along + out)), f"${n}^2={n * n}$", ha="center", va="center", fontsize=18)


square_on(right, end, "lightskyblue")
square_on(top, right, "lightgreen")
square_on(end, top, "lightsalmon")
ax.add_patch(plt.Polygon([right, end, top], fc="gold", ec="black", lw=2))
ax.plot([0.4, 0.4, 0], [0, 0.4, 0.4], "k", lw=1.2)
ax.set(xlim=(-3.3, 7.3), ylim=(-4.3, 7.3), aspect="equal")
ax.set_axis_off()
ax.set_title(r"$3^2 + 4^2 = 5^2$", fontsize=18)
plt.show()
