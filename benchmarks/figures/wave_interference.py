import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 4 * np.pi, 500)
y1 = np.sin(x)
y2 = 0.6 * np.sin(x + np.pi / 3)
fig, axes = plt.subplots(3, 1, figsize=(8, 6), sharex=True)
for ax, y, name, color in zip(
    axes, (y1, y2, y1 + y2), ("$y_1$", "$y_2$", "$y_1 + y_2$"), ("tab:blue", "tab:green", "tab:red")
):
    ax.plot(x, y, color=color, label=name)
    ax.axhline(0, color="black", linewidth=0.6)
    ax.legend(loc="upper right")
    ax.grid(True, alpha=0.4)
axes[-1].set_xlabel("Position (rad)")
axes[1].set_ylabel("Displacement")
fig.suptitle("Superposition of two waves")
plt.tight_layout()
plt.show()
