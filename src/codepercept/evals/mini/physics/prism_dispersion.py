import matplotlib.pyplot as plt
import numpy as np

apex, left, right = np.array([0, 1.6]), np.array([-1, 0]), np.array([1, 0])
fig, ax = plt.subplots(figsize=(6.5, 4), facecolor="black")
ax.add_patch(plt.Polygon([apex, left, right], fc="#22303a", ec="white", lw=1.8))
entry = 0.5 * (apex + left)
ax.plot([-3, entry[0]], [0.1, entry[1]], color="white", lw=4)
colours = {
    "red": "#ff0000",
    "orange": "#ff8c00",
    "yellow": "#ffe600",
    "green": "#00c800",
    "blue": "#1e90ff",
    "violet": "#a040ff",
}
for k, (name, colour) in enumerate(colours.items()):
    exit_point = apex + (0.46 + 0.035 * k) * (right - apex)
    end = np.array([3, 0.45 - 0.28 * k])
    ax.plot([entry[0], exit_point[0], end[0]], [entry[1], exit_point[1], end[1]], color=colour, lw=2.5)
    ax.text(3.08, end[1], name, color=colour, va="center", fontsize=11)
ax.text(-2.9, 0.65, "white light", color="white", fontsize=11)
ax.set_xlim(-3.2, 3.9)
ax.set_ylim(-1.2, 1.9)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
