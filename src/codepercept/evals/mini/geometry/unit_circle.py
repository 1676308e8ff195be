import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(7, 7))
ax.add_patch(plt.Circle((0, 0), 1, fill=False, lw=2))
third, half, root2, root3 = "0", r"\frac{1}{2}", r"\frac{\sqrt{2}}{2}", r"\frac{\sqrt{3}}{2}"
size = {0: "1", 30: root3, 45: root2, 60: half, 90: "0"}


def exact(value, reference):
    sign = "-" if value < -1e-9 else ""
    return sign + size[reference]


for degrees in sorted({*range(0, 360, 30), *range(45, 360, 90)}):
    t = np.radians(degrees)
    acute = degrees % 180 if degrees % 180 <= 90 else 180 - degrees % 180
    point = np.array([np.cos(t), np.sin(t)])
    colour = "tab:red" if degrees % 90 == 0 else "tab:blue" if degrees % 45 == 0 else "tab:green"
    ax.plot(*zip((0, 0), point, strict=True), color=colour, lw=0.8)
    ax.plot(*point, "o", color=colour, ms=6)
    ax.text(
        *(0.72 * point),
        rf"${degrees}^\circ$",
        ha="center",
        va="center",
        fontsize=9,
        bbox={"fc": "white", "ec": "none", "pad": 1},
    )
    label = f"$({exact(point[0], acute)},\\,{exact(point[1], 90 - acute)})$"
    ax.text(*(1.25 * point), label, ha="center", va="center", fontsize=11, color=colour)
ax.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal")
ax.axis("off")
plt.show()
