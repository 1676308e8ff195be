import matplotlib.pyplot as plt
import numpy as np

x, y = np.meshgrid(np.linspace(-2, 2, 121), np.linspace(-2, 2, 121))
z = x**2 - y**2
fig, ax = plt.subplots(figsize=(6.5, 5.5))
levels = np.arange(-4, 4.5, 1)
filled = ax.contourf(x, y, z, levels=levels, cmap="RdBu_r")
lines = ax.contour(x, y, z, levels=levels, colors="black", linewidths=0.8)
ax.clabel(lines, fontsize=8)
gx, gy = np.meshgrid(np.linspace(-1.75, 1.75, 8), np.linspace(-1.75, 1.75, 8))
ax.quiver(gx, gy, 2 * gx, -2 * gy, color="darkgreen", scale=45, width=0.004)
ax.plot(0, 0, "*", color="yellow", ms=16, mec="black")
ax.set(xlabel="x", ylabel="y", aspect="equal", title=r"$f(x,y)=x^2-y^2$ and $\nabla f$")
fig.colorbar(filled, ax=ax, label="f(x, y)", ticks=levels)
fig.tight_layout()
plt.show()
