import matplotlib.pyplot as plt
import numpy as np

g, speed, launch = 9.81, 20, np.radians(55)
vx, vy = speed * np.cos(launch), speed * np.sin(launch)
flight = 2 * vy / g
t = np.linspace(0, flight, 200)
fig, ax = plt.subplots(figsize=(7.5, 4.2))
ax.plot(vx * t, vy * t - g * t**2 / 2, color="gray", ls="--")
for moment in np.linspace(0, flight, 5):
    x, y = vx * moment, vy * moment - g * moment**2 / 2
    ax.plot(x, y, "o", color="orange", ms=10, mec="black", zorder=4)
    ax.quiver(x, y, vx, 0, color="tab:blue", angles="xy", scale_units="xy", scale=2.5, width=0.006)
    ax.quiver(x, y, 0, vy - g * moment, color="tab:red", angles="xy", scale_units="xy", scale=2.5, width=0.006)
    ax.quiver(x, y, vx, vy - g * moment, color="black", angles="xy", scale_units="xy", scale=2.5, width=0.006)
for name, colour in (("$v_x$", "tab:blue"), ("$v_y$", "tab:red"), ("$v$", "black")):
    ax.plot([], [], color=colour, lw=2, label=name)
ax.axhline(0, color="saddlebrown", lw=2)
ax.set(xlim=(-2, 46), ylim=(-8, 22), xlabel="x in m", ylabel="y in m")
ax.legend(loc="upper right", ncol=3)
plt.show()
