"""Direction of the electric field around two opposite charges."""

import matplotlib.pyplot as plt
import numpy as np

charges = [(+1, -1.0, 0.0), (-1, 1.0, 0.0)]
grid = np.linspace(-2.5, 2.5, 14)
X, Y = np.meshgrid(grid, grid)
EX, EY = np.zeros_like(X), np.zeros_like(Y)
for q, x0, y0 in charges:
    r3 = ((X - x0) ** 2 + (Y - y0) ** 2) ** 1.5
    EX += q * (X - x0) / r3
    EY += q * (Y - y0) / r3
strength = np.hypot(EX, EY)

fig, ax = plt.subplots(figsize=(5.5, 5))
ax.quiver(X, Y, EX / strength, EY / strength, color="slategray")
for q, x0, y0 in charges:
    ax.add_patch(plt.Circle((x0, y0), 0.15, color="red" if q > 0 else "blue"))
    ax.text(x0, y0 + 0.25, "+" if q > 0 else "−", ha="center", fontsize=14)
ax.set_title("Electric dipole")
ax.set_aspect("equal")
plt.show()
