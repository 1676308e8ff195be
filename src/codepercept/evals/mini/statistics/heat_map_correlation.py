import matplotlib.pyplot as plt
import numpy as np

names = ["alcohol", "sugar", "acid", "pH", "density"]
upper = {
    (0, 1): -0.36,
    (0, 2): -0.06,
    (0, 3): 0.21,
    (0, 4): -0.72,
    (1, 2): 0.14,
    (1, 3): -0.19,
    (1, 4): 0.84,
    (2, 3): -0.68,
    (2, 4): 0.27,
    (3, 4): -0.34,
}
matrix = np.eye(5)
for (i, j), value in upper.items():
    matrix[i, j] = matrix[j, i] = value
fig, ax = plt.subplots(figsize=(6, 5))
image = ax.imshow(matrix, cmap="coolwarm", vmin=-1, vmax=1)
for i in range(5):
    for j in range(5):
        dark = abs(matrix[i, j]) > 0.6
        ax.text(j, i, f"{matrix[i, j]:.2f}", ha="center", va="center", color="white" if dark else "black")
ax.set_xticks(range(5), names, rotation=35, ha="right")
ax.set_yticks(range(5), names)
ax.set_xticks(np.arange(-0.5, 5), minor=True)
ax.set_yticks(np.arange(-0.5, 5), minor=True)
ax.grid(which="minor", color="white", lw=2)
ax.tick_params(which="minor", length=0)
fig.colorbar(image, label="Pearson's r")
fig.tight_layout()
plt.show()
