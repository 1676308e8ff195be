import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 2 * np.pi, 400)
fig, axes = plt.subplots(3, 3, figsize=(6, 6), facecolor="black")
colours = plt.cm.plasma(np.linspace(0.3, 0.95, 9))
for row in range(3):
    for column in range(3):
        ax = axes[row, column]
        x = np.sin((column + 1) * t + np.pi / 2)
        y = np.sin((row + 1) * t)
        ax.plot(x, y, color=colours[3 * row + column], lw=1.8)
        ax.set(xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), aspect="equal")
        ax.set_title(f"{column + 1} : {row + 1}", color="white", fontsize=10)
        ax.axis("off")
fig.suptitle("Frequency ratio x : y", color="white", fontsize=14)
plt.show()
