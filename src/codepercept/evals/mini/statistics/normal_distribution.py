import matplotlib.pyplot as plt
import numpy as np

z = np.linspace(-4, 4, 400)
density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
fig, ax = plt.subplots(figsize=(7, 4))
for k, colour, share in ((3, "#deebf7", "99.7%"), (2, "#9ecae1", "95.4%"), (1, "#4292c6", "68.3%")):
    inside = abs(z) <= k
    ax.fill_between(z[inside], density[inside], color=colour)
    height = -0.04 * k
    ax.annotate("", (-k, height), (k, height), arrowprops={"arrowstyle": "<->", "shrinkA": 0, "shrinkB": 0})
    ax.text(0, height, share, ha="center", va="center", backgroundcolor="white", fontsize=10)
ax.plot(z, density, color="black", lw=2)
ticks = range(-3, 4)
ax.set_xticks(ticks, [r"$\mu$" if k == 0 else rf"$\mu{k:+d}\sigma$" for k in ticks])
ax.set_yticks([0, 0.1, 0.2, 0.3, 0.4])
ax.set_ylim(-0.15, 0.43)
ax.spines[["top", "right"]].set_visible(False)
plt.show()
