import matplotlib.pyplot as plt
import numpy as np

x, y = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61))
z = np.exp(-((x + 1) ** 2) - (y + 1) ** 2) + 0.6 * np.exp(-((x - 1.2) ** 2) - (y - 1) ** 2)
fig = plt.figure(figsize=(6.5, 5.5))
ax = fig.add_subplot(projection="3d")
surface = ax.plot_surface(x, y, z, cmap="viridis", rstride=2, cstride=2, linewidth=0.2, edgecolor="white")
ax.contour(x, y, z, levels=8, zdir="z", offset=-0.8, cmap="viridis")
ax.set_zlim(-0.8, 1)
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.set_zlabel("z", labelpad=-2)
ax.view_init(elev=28, azim=-55)
fig.colorbar(surface, shrink=0.6, pad=0.13)
plt.show()
