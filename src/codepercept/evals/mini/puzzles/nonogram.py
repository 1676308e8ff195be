import matplotlib.pyplot as plt
import numpy as np

picture = np.array(
    [
        [int(c) for c in row]
        for row in ("00010000", "00011000", "00011100", "00011110", "00010000", "11111111", "01111110", "00111100")
    ]
)


def runs(line):
    found = [len(part) for part in "".join(map(str, line)).split("0") if part]
    return found or [0]


n = len(picture)
fig, ax = plt.subplots(figsize=(5.6, 5.6))
for (row, column), value in np.ndenumerate(picture):
    ax.add_patch(plt.Rectangle((column, n - 1 - row), 1, 1, fc="midnightblue" if value else "white", ec="gray", lw=0.8))
for k in range(n):
    across, down = runs(picture[k]), runs(picture[:, k])
    ax.text(-0.2, n - 0.5 - k, "  ".join(map(str, across)), ha="right", va="center", fontsize=12)
    ax.text(k + 0.5, n + 0.15, "\n".join(map(str, down)), ha="center", va="bottom", fontsize=12)
for k in (0, 4, 8):
    ax.plot([k, k], [0, n], color="black", lw=2)
    ax.plot([0, n], [k, k], color="black", lw=2)
ax.set(xlim=(-1.6, 8.2), ylim=(-0.2, 9.8), aspect="equal")
ax.axis("off")
plt.show()
