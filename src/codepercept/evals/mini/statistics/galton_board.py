from math import comb

import matplotlib.pyplot as plt
import numpy as np

rows = 8
fig, ax = plt.subplots(figsize=(6, 7))
for row in range(rows):
    x = np.arange(row + 1) - row / 2
    ax.plot(x, np.full(row + 1, -row), "o", color="dimgray", ms=7)
path = np.cumsum([0, 0.5, -0.5, 0.5, 0.5, 0.5, -0.5, 0.5, -0.5])
ax.plot(path, 0.45 - np.arange(rows + 1), color="tab:red", lw=1.8)
ax.plot(path[0], 0.45, "o", color="tab:red", ms=10)
floor = -15
for k in range(rows + 1):
    balls = round(comb(rows, k) / 10)
    centre = k - rows / 2
    ax.plot([centre] * balls, floor + 0.5 + 0.85 * np.arange(balls), "o", color="tab:orange", ms=11, mec="black")
    ax.text(centre, floor - 0.7, str(comb(rows, k)), ha="center", fontsize=11)
for k in range(rows + 2):
    ax.plot([k - rows / 2 - 0.5] * 2, [floor, -8.3], color="black", lw=1.5)
ax.plot([-4.5, 4.5], [floor, floor], color="black", lw=2)
ax.text(0, floor - 1.6, "ways to each bin (of 256)", ha="center")
ax.set(xlim=(-5, 5), ylim=(-17, 1.2))
ax.axis("off")
plt.show()
