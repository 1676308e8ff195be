import matplotlib.pyplot as plt
import numpy as np

solution = [0, 4, 7, 5, 2, 6, 1, 3]
board = np.add.outer(np.arange(8), np.arange(8)) % 2
fig, ax = plt.subplots(figsize=(5, 5))
ax.imshow(board, cmap="gray_r", vmax=4, origin="lower")
column, row = 4, solution[4]
ax.axhline(row, color="tab:red", lw=1.5)
ax.axvline(column, color="tab:red", lw=1.5)
ax.axline((column, row), slope=1, color="tab:red", lw=1.5)
ax.axline((column, row), slope=-1, color="tab:red", lw=1.5)
for x, y in enumerate(solution):
    ax.plot(x, y, "o", color="gold" if x == column else "white", ms=25, mec="black")
    ax.text(x, y, "Q", ha="center", va="center", fontsize=14)
ax.set(xlim=(-0.5, 7.5), ylim=(-0.5, 7.5), xticks=[], yticks=[])
plt.show()
