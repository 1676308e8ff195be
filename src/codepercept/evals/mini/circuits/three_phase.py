import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 40, 400)
fig, ax = plt.subplots(figsize=(7, 3.6))
for k, (name, colour) in enumerate((("L1", "saddlebrown"), ("L2", "black"), ("L3", "gray"))):
    ax.plot(t, 325 * np.sin(2 * np.pi * t / 20 - 2 * np.pi * k / 3), color=colour, lw=2, label=name)
ax.axhline(0, color="lightgray", zorder=0)
ax.annotate("", (5, 380), (11.67, 380), arrowprops={"arrowstyle": "<->"})
ax.text(8.3, 395, r"$120^\circ$", ha="center", fontsize=11)
ax.set(xlim=(0, 40), ylim=(-380, 540), xlabel="time in ms", ylabel="voltage in V")
ax.set_yticks([-325, 0, 325])
ax.legend(loc="upper right", ncol=3)
fig.tight_layout()
plt.show()
