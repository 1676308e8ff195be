import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-0.5, 3.3, 200)
fig, ax = plt.subplots(figsize=(6, 5))
ax.plot(x, x**2, color="black", lw=2.2, label="$y = x^2$")
colours = plt.cm.autumn(np.linspace(0, 0.8, 3))
for h, colour in zip((2, 1, 0.5), colours, strict=True):
    slope = 2 + h
    ax.plot(x, 1 + slope * (x - 1), color=colour, lw=1.3, label=f"h = {h}: slope {slope:g}")
    ax.plot(1 + h, (1 + h) ** 2, "o", color=colour)
ax.plot(x, 2 * x - 1, color="blue", lw=2, ls="--", label="tangent: slope 2")
ax.plot(1, 1, "ko", ms=7)
ax.text(1.08, 0.4, "(1, 1)", fontsize=11)
ax.set_xlim(-0.5, 3.3)
ax.set_ylim(-1.5, 10)
ax.legend(loc="upper left")
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.spines[["top", "right"]].set_visible(False)
plt.show()
