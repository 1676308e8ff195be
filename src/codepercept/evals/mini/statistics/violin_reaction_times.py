import matplotlib.pyplot as plt
import numpy as np

groups = {
    "rested": [212, 220, 225, 231, 234, 238, 240, 245, 247, 252, 260, 271],
    "tired": [240, 251, 262, 268, 277, 281, 290, 296, 303, 318, 335, 360],
    "caffeine": [205, 216, 219, 226, 229, 241, 250, 263, 268, 272, 281, 290],
}
fig, ax = plt.subplots(figsize=(6, 4.8))
parts = ax.violinplot(list(groups.values()), showextrema=False, widths=0.8)
for body, colour in zip(parts["bodies"], ("mediumseagreen", "indianred", "cornflowerblue"), strict=True):
    body.set(facecolor=colour, edgecolor="black", alpha=0.6)
for k, values in enumerate(groups.values(), start=1):
    low, median, high = np.percentile(values, [25, 50, 75])
    ax.vlines(k, low, high, color="black", lw=6)
    ax.plot(k, median, "o", color="white", ms=7, zorder=4)
    jitter = 0.12 * np.sin(5 * np.arange(len(values)))
    ax.plot(k + jitter, values, ".", color="black", alpha=0.5)
    ax.text(k + 0.43, median, f"{median:.0f}", fontsize=10, va="center")
ax.set_xticks([1, 2, 3], groups)
ax.set_xlim(0.5, 3.75)
ax.set_ylabel("reaction time in ms")
ax.grid(axis="y", ls=":")
plt.show()
