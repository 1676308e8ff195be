"""Height lines of a saddle."""

import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-2, 2, 81)
X, Y = np.meshgrid(x, x)
Z = X**2 - Y**2

fig, ax = plt.subplots(figsize=(5.5, 4.5))
lines = ax.contour(X, Y, Z, levels=[-3, -2, -1, 0, 1, 2, 3], cmap="coolwarm")
ax.clabel(lines)
ax.plot(0, 0, "k+", markersize=12)
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.set_title(r"$z = x^2 - y^2$")
plt.show()
