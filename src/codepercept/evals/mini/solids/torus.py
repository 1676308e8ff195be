import matplotlib.pyplot as plt
import numpy as np

u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 49), np.linspace(0, 2 * np.pi, 25))
R, r = 2, 0.8


def torus(u, v):
    return (R + r * np.cos(v)) * np.cos(u), (R + r * np.cos(v)) * np.sin(u), r * np.sin(v)


fig = plt.figure(figsize=(6, 4.6))
ax = fig.add_subplot(projection="3d", computed_zorder=False)
ax.plot_surface(*torus(u, v), rstride=1, cstride=1, color="wheat", edgecolor="peru", linewidth=0.3, alpha=0.55)
s = np.linspace(0, 2 * np.pi, 200)
ax.plot(*torus(s, np.pi / 2 + 0 * s), color="blue", lw=3, label="along the ring")
ax.plot(*torus(-1.1 + 0 * s, s), color="red", lw=3, label="around the tube")
ax.set_box_aspect((5.6, 5.6, 1.8), zoom=1.3)
ax.view_init(elev=38, azim=-60)
ax.legend(loc="upper left")
ax.set_axis_off()
plt.show()
