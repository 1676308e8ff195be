import matplotlib.pyplot as plt
import numpy as np

place = {v: np.array([v & 1, v >> 1 & 1]) * 2 + (v >> 2) * np.array([0.9, 0.7]) for v in range(8)}
fig, ax = plt.subplots(figsize=(5, 4.8))
for v in range(8):
    for bit, colour in enumerate(("tab:red", "tab:green", "tab:blue")):
        w = v ^ (1 << bit)
        if v < w:
            (x0, y0), (x1, y1) = place[v], place[w]
            ax.plot([x0, x1], [y0, y1], color=colour, lw=2.2, zorder=0)
for v, (x, y) in place.items():
    ax.text(
        x,
        y,
        f"{v:03b}",
        ha="center",
        va="center",
        fontsize=13,
        family="monospace",
        bbox={"boxstyle": "round", "fc": "white", "ec": "black"},
    )
for bit, colour in enumerate(("tab:red", "tab:green", "tab:blue")):
    ax.plot([], [], color=colour, lw=2.2, label=f"bit {bit}")
ax.legend(loc="lower center", ncol=3, bbox_to_anchor=(0.5, -0.1), frameon=False)
ax.set(xlim=(-0.5, 3.4), ylim=(-0.5, 3.2), aspect="equal")
ax.axis("off")
plt.show()
