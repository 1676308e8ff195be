import matplotlib.pyplot as plt
import numpy as np

R = 4
t = np.radians(np.linspace(-38, 38, 200))
fig, ax = plt.subplots(figsize=(6.5, 5))
ax.plot(R * np.cos(t), R * np.sin(t), color="steelblue", lw=4)
for angle in np.radians(np.arange(-36, 37, 6)):
    ax.plot(
        [R * np.cos(angle), R * np.cos(angle) + 0.18], [R * np.sin(angle), R * np.sin(angle) + 0.1], color="gray", lw=1
    )
ax.plot([-0.5, 4.6], [0, 0], color="black", ls="-.", lw=0.9)
for height in (-2.2, -1.6, -1, -0.5, 0.5, 1, 1.6, 2.2):
    a = np.arcsin(height / R)
    hit = np.array([R * np.cos(a), height])
    back = np.array([-np.cos(2 * a), -np.sin(2 * a)])
    colour = "tab:red" if abs(height) > 1.2 else "tab:orange"
    ax.plot([-0.5, hit[0]], [height, height], color=colour, lw=1.2)
    end = hit + 2.9 * back
    ax.plot(*zip(hit, end, strict=True), color=colour, lw=1.2)
    ax.annotate("", (1, height), (0.6, height), arrowprops={"arrowstyle": "->", "color": colour})
for x, name, shift in ((0, "C", (-4, -18)), (R / 2, "F", (0, -45)), (R, "V", (12, -18))):
    ax.plot(x, 0, "ko", ms=5)
    ax.annotate(name, (x, 0), xytext=shift, textcoords="offset points", ha="center", fontsize=13)
ax.annotate("", (0, -2.75), (R, -2.75), arrowprops={"arrowstyle": "<->"})
ax.text(R / 2, -2.65, "R = 2f", ha="center")
ax.set(xlim=(-0.8, 4.9), ylim=(-3, 2.9), aspect="equal")
ax.axis("off")
plt.show()
