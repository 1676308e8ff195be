import matplotlib.pyplot as plt
import numpy as np

t, s = np.meshgrid(np.linspace(0, 2 * np.pi, 49), np.linspace(-2.2, 2.2, 23))
fig = plt.figure(figsize=(6, 5))
ax = fig.add_subplot(projection="3d")
ax.plot_surface(np.cos(t), s, np.sin(t), color="cornflowerblue", alpha=0.3, linewidth=0)
ax.plot_surface(s, np.cos(t), np.sin(t), color="lightcoral", alpha=0.3, linewidth=0)
a = np.linspace(0, 2 * np.pi, 200)
for sign in (1, -1):
    ax.plot(np.cos(a), sign * np.cos(a), np.sin(a), color="black", lw=2.5)
for end in (-2.2, 2.2):
    ax.plot(np.cos(a), end + 0 * a, np.sin(a), color="navy", lw=1.2)
    ax.plot(end + 0 * a, np.cos(a), np.sin(a), color="darkred", lw=1.2)
ax.set_aspect("equal")
ax.view_init(elev=35, azim=-40)
ax.set_axis_off()
ax.set_title(r"Common volume $\frac{16}{3}r^3$", fontsize=13)
plt.show()
