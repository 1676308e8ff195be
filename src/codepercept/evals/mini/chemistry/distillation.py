import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, Polygon, Rectangle

fig, ax = plt.subplots(figsize=(7.5, 6))
ax.add_patch(Circle((2, 2), 1, fc="white", ec="black", lw=1.8))
t = np.linspace(np.pi + 0.1, 2 * np.pi - 0.1, 60)
ax.fill(2 + 0.97 * np.cos(t), 2 + 0.97 * np.sin(t), color="lightskyblue")
ax.add_patch(Rectangle((1.8, 2.85), 0.4, 2.2, fc="white", ec="black", lw=1.8))
ax.add_patch(Rectangle((1.82, 2.7), 0.36, 0.4, fc="white", ec="none"))
ax.plot([2, 2], [4.3, 6.3], color="gray", lw=5, solid_capstyle="round")
ax.plot([2, 2], [4.3, 5.4], color="red", lw=2)
down = np.array([np.cos(np.radians(-25)), np.sin(np.radians(-25))])
side = np.array([-down[1], down[0]])
start = np.array([2.2, 4.6])
for width, a, b, colour in ((0.12, 0, 4.6, "white"), (0.38, 0.9, 3.9, "lightcyan"), (0.12, 0.9, 3.9, "white")):
    corners = [
        start + a * down + width * side,
        start + b * down + width * side,
        start + b * down - width * side,
        start + a * down - width * side,
    ]
    ax.add_patch(Polygon(corners, fc=colour, ec="black", lw=1.4))
for along, name, sign in ((1.2, "water out", 1), (3.6, "water in", -1)):
    p = start + along * down + 0.38 * sign * side
    ax.plot([p[0], p[0]], [p[1], p[1] + 0.5 * sign], color="tab:blue", lw=4)
    ax.text(p[0], p[1] + 0.62 * sign, name, ha="center", va="bottom" if sign > 0 else "top", color="tab:blue")
ax.add_patch(
    Polygon([(6.2, 2.3), (6.6, 2.3), (6.6, 1.6), (7.3, 0), (5.5, 0), (6.2, 1.6)], fc="white", ec="black", lw=1.8)
)
ax.add_patch(Polygon([(5.7, 0.45), (7.1, 0.45), (7.28, 0.03), (5.52, 0.03)], fc="lightskyblue"))
ax.add_patch(Polygon([(1.7, 0.15), (2.3, 0.15), (2, 0.85)], fc="orange", ec="red"))
ax.add_patch(Rectangle((1.85, -0.8), 0.3, 0.9, fc="dimgray"))
for x, y, text in (
    (-0.6, 1.4, "mixture"),
    (2.3, 6.1, "thermometer"),
    (4.6, 4.5, "condenser"),
    (7.35, 0.4, "distillate"),
    (2.4, -0.5, "burner"),
):
    ax.text(x, y, text, fontsize=11, ha="left")
ax.set(xlim=(-0.8, 8.8), ylim=(-1, 6.6), aspect="equal")
ax.axis("off")
plt.show()
