import matplotlib.pyplot as plt
import numpy as np

f, u, h = 2, 5, 1.5
v = u * f / (u - f)
H = -h * v / u
fig, ax = plt.subplots(figsize=(7.5, 3.8))
ax.axhline(0, color="black", lw=0.8)
t = np.linspace(-1, 1, 50)
bulge = 0.28 * (1 - t**2)
ax.fill_betweenx(2.3 * t, -bulge, bulge, color="lightcyan", ec="teal", lw=1.5)
for x, name in ((-f, "F"), (f, "F'"), (-2 * f, "2F"), (2 * f, "2F'")):
    ax.plot(x, 0, "k|", ms=9)
    ax.text(x, -0.45, name, ha="center")
rays = {
    "parallel": ([-u, 0, 5], [h, h, h - 5 * h / f]),
    "centre": ([-u, 5], [h, -5 * h / u]),
    "focus": ([-u, 0, 5], [h, H, H]),
}
for (name, (x, y)), colour in zip(rays.items(), ("tab:red", "tab:green", "tab:purple"), strict=True):
    ax.plot(x, y, color=colour, lw=1.4, label=f"{name} ray")
for x, height, name in ((-u, h, "object"), (v, H, "image")):
    ax.annotate(
        "",
        (x, height),
        (x, 0),
        arrowprops={"arrowstyle": "-|>", "lw": 3, "color": "darkblue", "shrinkA": 0, "shrinkB": 0},
    )
    ax.text(x, 1.15 * height + (0.1 if height > 0 else -0.3), name, ha="center", color="darkblue")
ax.set(xlim=(-5.8, 5.5), ylim=(-2.6, 2.6))
ax.legend(loc="upper right", fontsize=9)
ax.axis("off")
plt.show()
