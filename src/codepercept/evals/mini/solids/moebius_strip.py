import matplotlib.pyplot as plt
import numpy as np

u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 81), np.linspace(-0.45, 0.45, 9))


def strip(u, v):
    radius = 1 + v * np.cos(u / 2)
    return radius * np.cos(u), radius * np.sin(u), v * np.sin(u / 2)


fig = plt.figure(figsize=(6, 4.6))
ax = fig.add_subplot(projection="3d")
ax.plot_surface(
    *strip(u, v), facecolors=plt.cm.twilight(u / (2 * np.pi)), rstride=1, cstride=1, linewidth=0.2, edgecolor="white"
)
# Going round twice is needed to come back to the start.
twice = np.linspace(0, 4 * np.pi, 400)
ax.plot(*strip(twice, 0.45 + 0 * twice), color="red", lw=2.5)
ax.plot(*strip(u[0], 0 * u[0]), color="black", ls="--", lw=1.2)
ax.set_box_aspect((2.6, 2.6, 1), zoom=1.2)
ax.view_init(elev=40, azim=-70)
ax.set_title("one side, one edge")
ax.set_axis_off()
plt.show()
