import matplotlib.pyplot as plt
import numpy as np

square = np.array([[16, 3, 2, 13], [5, 10, 11, 8], [9, 6, 7, 12], [4, 15, 14, 1]])
fig, ax = plt.subplots(figsize=(5, 5))
ax.imshow(square, cmap="YlOrBr", alpha=0.55)
for (row, column), value in np.ndenumerate(square):
    ax.text(column, row, str(value), ha="center", va="center", fontsize=19)
for k in range(4):
    ax.text(4, k, f"= {square[k].sum()}", va="center", ha="center", fontsize=12, color="navy")
    ax.text(k, 4, str(square[:, k].sum()), va="center", ha="center", fontsize=12, color="navy")
ax.text(4, 4, str(np.trace(square)), va="center", ha="center", fontsize=12, color="darkred")
ax.plot([-0.3, 3.3], [-0.3, 3.3], color="darkred", lw=1, ls="--")
for k in np.arange(-0.5, 4):
    ax.plot([k, k], [-0.5, 3.5], color="black", lw=1.5)
    ax.plot([-0.5, 3.5], [k, k], color="black", lw=1.5)
ax.set(xlim=(-0.7, 4.6), ylim=(4.5, -0.7))
ax.axis("off")
plt.show()
