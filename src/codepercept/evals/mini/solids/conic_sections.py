import matplotlib.pyplot as plt
import numpy as np

t, z = np.meshgrid(np.linspace(0, 2 * np.pi, 41), np.linspace(-2, 2, 21))
fig = plt.figure(figsize=(8.5, 4.6), layout="constrained")
grid = fig.add_gridspec(2, 3, width_ratios=(2, 1, 1))
ax = fig.add_subplot(grid[:, 0], projection="3d")
ax.plot_surface(abs(z) * np.cos(t), abs(z) * np.sin(t), z, color="lightgray", alpha=0.4, linewidth=0)
a = np.linspace(0, 2 * np.pi, 100)
curves = {}
curves["circle"] = (np.cos(a), np.sin(a), 1 + 0 * a)
# The plane z = m x + c meets the cone at the radius c / (1 - m cos a).
r = 1 / (1 - 0.4 * np.cos(a))
curves["ellipse"] = (r * np.cos(a), r * np.sin(a), -r)
b = np.linspace(-1.4, 1.4, 60)
curves["parabola"] = ((b**2 - 0.36) / 1.2, b, -((b**2 - 0.36) / 1.2) - 0.6)
curves["hyperbola"] = (0.8 + 0 * b, b, np.hypot(0.8, b))
places = [grid[0, 1], grid[0, 2], grid[1, 1], grid[1, 2]]
for (name, (x, y, height)), colour, place in zip(
    curves.items(), ("blue", "green", "red", "purple"), places, strict=True
):
    ax.plot(x, y, height, color=colour, lw=2.5)
    small = fig.add_subplot(place)
    if name == "hyperbola":
        small.plot(y, height, color=colour, lw=2)
        small.plot(y, -height, color=colour, lw=2)
    else:
        small.plot(x, y, color=colour, lw=2)
    small.set_aspect("equal")
    small.set_title(name, color=colour, fontsize=11)
    small.set(xticks=[], yticks=[])
ax.plot(curves["hyperbola"][0], b, -curves["hyperbola"][2], color="purple", lw=2.5)
ax.view_init(elev=14, azim=-60)
ax.set_axis_off()
plt.show()
