import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-4, 6, 101)
fig, ax = plt.subplots(figsize=(5, 4))
ax.plot(x, abs(x), color="silver", lw=2, label="y = |x|")
ax.plot(x, abs(x - 2) - 1, color="darkviolet", lw=2.5, label="y = |x - 2| - 1")
ax.annotate("", (2, -1), (0, 0), arrowprops={"arrowstyle": "-|>", "color": "black", "shrinkA": 2, "shrinkB": 2})
ax.plot([0, 2], [0, -1], "ko", ms=5)
for name in ("left", "bottom"):
    ax.spines[name].set_position("zero")
for name in ("right", "top"):
    ax.spines[name].set_visible(False)
ax.set(xlim=(-4, 6), ylim=(-2, 5), xticks=[-4, -2, 2, 4, 6], yticks=[-1, 1, 2, 3, 4])
ax.legend(loc="lower left", frameon=False)
plt.show()
