import matplotlib.pyplot as plt
import numpy as np

fig, axes = plt.subplots(1, 5, figsize=(8.5, 3))
for n, ax in enumerate(axes, start=1):
    ax.set(xlim=(-2.6, 2.6), ylim=(-4.4, 0.8), aspect="equal", xticks=[], yticks=[])
    if n == 5:
        ax.text(0, -1.8, "?", ha="center", va="center", fontsize=36, color="red")
        ax.set_title("n = 5")
        continue
    for row in range(n):
        x = np.arange(row + 1) - row / 2
        ax.plot(x, 0 * x - row * 0.87, "o", color=plt.cm.cool(row / 3), ms=13)
    ax.set_title(f"n = {n}: {n * (n + 1) // 2}")
fig.tight_layout()
plt.show()
