import matplotlib.pyplot as plt
import numpy as np

clock = np.tile([0, 1], 8)
data = np.array([0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0])
output = np.zeros_like(data)
for k in range(1, len(data)):
    rising = clock[k] == 1 and clock[k - 1] == 0
    output[k] = data[k - 1] if rising else output[k - 1]
edges = np.arange(len(data) + 1)
fig, axes = plt.subplots(3, 1, figsize=(7.5, 4), sharex=True)
for ax, name, signal, colour in zip(
    axes, ("CLK", "D", "Q"), (clock, data, output), ("black", "tab:blue", "tab:red"), strict=True
):
    ax.stairs(signal, edges, color=colour, lw=2.2, baseline=None)
    for edge in range(1, 16, 2):
        ax.axvline(edge, color="gray", ls=":", lw=1)
    ax.set_yticks([0, 1])
    ax.set_ylim(-0.2, 1.25)
    ax.set_ylabel(name, rotation=0, labelpad=18, va="center", fontsize=12)
    ax.spines[["top", "right", "bottom"]].set_visible(False)
axes[2].set_xlim(0, 16)
axes[2].set_xlabel("time in half periods")
axes[0].set_title("rising edges dotted", fontsize=10)
plt.show()
