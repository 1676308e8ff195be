import matplotlib.pyplot as plt
import numpy as np


def diode(ax, start, end):
    """A diode that conducts from start to end."""
    start, end = np.array(start, float), np.array(end, float)
    along = (end - start) / np.hypot(*(end - start))
    across = np.array([-along[1], along[0]])
    m = (start + end) / 2
    ax.plot(*zip(start, end, strict=True), color="black", lw=1.4, zorder=0)
    tip, base = m + 0.3 * along, m - 0.3 * along
    ax.add_patch(plt.Polygon([tip, base + 0.35 * across, base - 0.35 * across], fc="black"))
    ax.plot(*zip(tip + 0.35 * across, tip - 0.35 * across, strict=True), color="black", lw=2.2)


fig, (sketch, plot) = plt.subplots(1, 2, figsize=(9, 4.2))
top, bottom, left, right = (0, 2), (0, -2), (-2, 0), (2, 0)
for start, end in ((left, top), (right, top), (bottom, left), (bottom, right)):
    diode(sketch, start, end)
sketch.plot([-2, -3.2], [0, 0], color="tab:blue", lw=1.5)
sketch.plot([2, 2.6, 2.6, -3.2], [0, 0, -2.8, -2.8], color="tab:blue", lw=1.5)
sketch.plot([0, 0, 3.6], [2, 2.6, 2.6], color="tab:red", lw=1.5)
sketch.plot([0, 0, 3.6], [-2, -2.4, -2.4], color="tab:red", lw=1.5)
sketch.plot([3.6, 3.6], [-2.4, 2.6], color="tab:red", lw=1.5, zorder=0)
sketch.add_patch(plt.Rectangle((3.3, -0.7), 0.6, 1.5, fc="white", ec="black", lw=1.5))
sketch.text(-3.2, -1.4, "~", fontsize=26, ha="center", va="center", color="tab:blue")
sketch.text(4.1, 0, "load", fontsize=11)
for x, y in (top, bottom, left, right):
    sketch.plot(x, y, "ko", ms=6)
sketch.set(xlim=(-3.8, 5.2), ylim=(-3.2, 3), aspect="equal")
sketch.axis("off")
t = np.linspace(0, 40, 500)
u = 10 * np.sin(2 * np.pi * t / 20)
plot.plot(t, u, color="tab:blue", ls="--", label="input")
plot.plot(t, np.maximum(abs(u) - 1.4, 0), color="tab:red", lw=2, label="output")
plot.set(xlabel="time in ms", ylabel="voltage in V", xlim=(0, 40), ylim=(-11, 14))
plot.legend(ncol=2, loc="upper center")
plot.grid(alpha=0.3)
fig.tight_layout()
plt.show()
