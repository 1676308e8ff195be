import matplotlib.pyplot as plt
import numpy as np

years = [2000, 2005, 2010, 2015, 2020]
sources = {
    "coal": [291, 288, 263, 272, 135],
    "nuclear": [170, 163, 141, 92, 64],
    "gas": [49, 73, 89, 62, 95],
    "wind": [10, 28, 39, 81, 132],
    "solar": [0, 1, 12, 39, 51],
}
fig, ax = plt.subplots(figsize=(7.5, 5))
colours = ["#4d4d4d", "#e08214", "#80cdc1", "#4393c3", "#fee08b"]
totals = np.sum(list(sources.values()), axis=0)
bottom = np.zeros(len(years))
for (name, values), colour in zip(sources.items(), colours, strict=True):
    bars = ax.bar(range(len(years)), values, bottom=bottom, label=name, color=colour, width=0.7)
    for bar, value, total in zip(bars, values, totals, strict=True):
        if value / total > 0.05:
            middle = bar.get_y() + value / 2
            ax.text(
                bar.get_x() + 0.35,
                middle,
                f"{100 * value / total:.0f}%",
                ha="center",
                va="center",
                color="white" if name == "coal" else "black",
            )
    bottom += values
for k, total in enumerate(totals):
    ax.text(k, total + 8, f"{total} TWh", ha="center", weight="bold")
ax.set_xticks(range(len(years)), years)
ax.set_ylim(0, 620)
ax.set_ylabel("electricity in TWh")
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5), reverse=True)
fig.tight_layout()
plt.show()
