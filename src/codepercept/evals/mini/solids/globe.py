import matplotlib.pyplot as plt
import numpy as np


def on_globe(latitude, longitude):
    a, b = np.radians(latitude), np.radians(longitude)
    return np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)


fig = plt.figure(figsize=(5.5, 5.5))
ax = fig.add_subplot(projection="3d")
line = np.linspace(-180, 180, 120)
for latitude in range(-60, 61, 20):
    ax.plot(
        *on_globe(latitude + 0 * line, line),
        color="red" if latitude == 0 else "lightgray",
        lw=2 if latitude == 0 else 0.9,
    )
for longitude in range(0, 180, 20):
    ax.plot(*on_globe(line, longitude + 0 * line), color="lightgray", lw=0.9)
place = (40, 60)
sweep = np.linspace(0, 1, 40)
ax.plot(*on_globe(0 * sweep, place[1] * sweep), color="green", lw=4)
ax.plot(*on_globe(place[0] * sweep, place[1] + 0 * sweep), color="blue", lw=4)
half = np.linspace(-90, 90, 60)
ax.plot(*on_globe(half, 0 * half), color="black", lw=1.5)
ax.plot(*np.array([(0, 0, 0), on_globe(*place)]).T, color="black", ls="--", lw=1)
ax.plot(*np.array([(0, 0, 0), on_globe(0, place[1])]).T, color="black", ls="--", lw=1)
ax.scatter(*on_globe(*place), color="black", s=60, depthshade=False)
ax.text(*(1.12 * np.array(on_globe(place[0] + 4, place[1]))), "P", fontsize=14)
ax.text(*(1.15 * np.array(on_globe(-12, 30))), r"$60^\circ$ E", color="green", fontsize=12, ha="center")
ax.text(*(1.1 * np.array(on_globe(15, 68))), r"$40^\circ$ N", color="blue", fontsize=12)
ax.set_box_aspect((1, 1, 1), zoom=1.6)
ax.view_init(elev=22, azim=35)
ax.set_axis_off()
plt.show()
