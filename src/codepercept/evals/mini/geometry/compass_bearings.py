import matplotlib.pyplot as plt
import numpy as np


def leg(start, bearing, distance):
    return start + distance * np.array([np.sin(np.radians(bearing)), np.cos(np.radians(bearing))])


port = np.array([0.0, 0.0])
buoy = leg(port, 50, 8)
light = leg(buoy, 140, 6)
fig, ax = plt.subplots(figsize=(6.5, 5), facecolor="white")
ax.set_facecolor("#eaf6ff")
for p, bearing in ((port, 50), (buoy, 140)):
    ax.annotate("N", (p[0], p[1] + 3), ha="center", fontsize=12)
    ax.annotate("", (p[0], p[1] + 3), p, arrowprops={"arrowstyle": "->", "color": "gray"})
    sweep = np.radians(np.linspace(0, bearing, 40))
    ax.plot(p[0] + 1.1 * np.sin(sweep), p[1] + 1.1 * np.cos(sweep), color="tab:red")
    half = np.radians(bearing / 2)
    ax.text(
        p[0] + 1.8 * np.sin(half),
        p[1] + 1.8 * np.cos(half),
        rf"${bearing:03d}^\circ$",
        ha="center",
        va="center",
        color="tab:red",
    )
ax.plot(*zip(port, buoy, light, strict=True), "-o", color="navy", lw=2)
ax.plot(*zip(port, light, strict=True), "--", color="darkgreen", lw=2)
ax.text(2.9, 3.4, "8 km", rotation=40, ha="center", color="navy")
ax.text(8.6, 3.1, "6 km", rotation=-50, ha="center", color="navy")
ax.text(5.2, -0.3, "10 km", ha="center", color="darkgreen")
for p, name, shift in ((port, "Port", (-0.3, -0.8)), (buoy, "Buoy", (-1.9, 0.2)), (light, "Lighthouse", (-0.9, -0.9))):
    ax.text(*(p + shift), name, fontsize=12, weight="bold")
ax.set(xlim=(-1.5, 12.5), ylim=(-1.8, 9.2), aspect="equal", xticks=[], yticks=[])
plt.show()
