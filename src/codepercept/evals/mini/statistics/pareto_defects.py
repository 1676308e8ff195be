import matplotlib.pyplot as plt
import numpy as np

faults = {"scratch": 92, "crack": 61, "wrong size": 38, "missing part": 20, "colour": 12, "label": 7, "other": 5}
counts = np.array(list(faults.values()))
share = 100 * counts.cumsum() / counts.sum()
vital = share <= 85
fig, left = plt.subplots(figsize=(7.5, 4.6))
left.bar(range(len(faults)), counts, color=np.where(vital, "firebrick", "rosybrown"), edgecolor="black")
left.set_xticks(range(len(faults)), [f"{name}: {n}" for name, n in faults.items()], rotation=25, ha="right")
left.set_ylabel("number of faults")
left.set_ylim(0, 1.12 * counts.sum())
right = left.twinx()
right.plot(range(len(faults)), share, "D-", color="midnightblue", markersize=6)
for k, value in enumerate(share):
    right.annotate(
        f"{value:.0f}%",
        (k, value),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
        color="midnightblue",
        fontsize=9,
    )
right.axhline(80, color="gray", ls="--")
right.set_ylim(0, 112)
right.set_yticks(range(0, 101, 20))
right.set_ylabel("cumulative share in %", color="midnightblue")
left.set_title(f"{counts.sum()} faults in one month")
fig.tight_layout()
plt.show()
