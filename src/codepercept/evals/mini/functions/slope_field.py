import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 5.5))
gx, gy = np.meshgrid(np.arange(-3, 3.5, 0.5), np.arange(-3, 3.5, 0.5))
angle = np.arctan(gx - gy)
half = 0.17
for x0, y0, a in zip(gx.flat, gy.flat, angle.flat, strict=True):
    dx, dy = half * np.cos(a), half * np.sin(a)
    ax.plot([x0 - dx, x0 + dx], [y0 - dy, y0 + dy], color="gray", lw=1)
x = np.linspace(-3, 3, 300)
for start, colour in ((-2, "tab:blue"), (0, "tab:green"), (2, "tab:red")):
    y = x - 1 + (start + 1) * np.exp(-x)
    ax.plot(x, y, color=colour, lw=2.2, label=f"y(0) = {start}")
    ax.plot(0, start, "o", color=colour)
ax.plot(x, x - 1, color="black", ls="--", lw=1, label="y = x - 1")
ax.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), aspect="equal", xlabel="x", ylabel="y", title="$y' = x - y$")
ax.legend(loc="lower right", fontsize=9, framealpha=1)
plt.show()
