import matplotlib.pyplot as plt
import numpy as np
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

angle = np.radians(60)
tilt = np.array([0, np.cos(angle), np.sin(angle)])
fig = plt.figure(figsize=(6, 5))
ax = fig.add_subplot(projection="3d")
flat = [(0, 0, 0), (4, 0, 0), (4, 3, 0), (0, 3, 0)]
steep = [(0, 0, 0), (4, 0, 0), tuple(3 * tilt + [4, 0, 0]), tuple(3 * tilt)]
for plane, colour in ((flat, "lightgreen"), (steep, "lightsalmon")):
    ax.add_collection3d(Poly3DCollection([plane], facecolor=colour, edgecolor="black", alpha=0.6))
ax.plot([-0.6, 4.6], [0, 0], [0, 0], color="black", lw=2.5)
ax.plot([2, 2], [0, 2], [0, 0], color="navy", lw=2)
ax.plot(*np.array([[2, 0, 0], 2 * tilt + [2, 0, 0]]).T, color="navy", lw=2)
s = np.linspace(0, angle, 30)
ax.plot(2 + 0 * s, np.cos(s), np.sin(s), color="red", lw=2)
ax.text(2, 1.1, 0.55, r"$60^\circ$", color="red", fontsize=13)
ax.text(3.6, 2.4, 0, r"$\alpha$", fontsize=15)
ax.text(*(2.6 * tilt + [3.4, 0, 0]), r"$\beta$", fontsize=15)
ax.set(xlim=(0, 4), ylim=(0, 3), zlim=(0, 2.6))
ax.set_aspect("equal")
ax.view_init(elev=20, azim=28)
ax.set_axis_off()
plt.show()
