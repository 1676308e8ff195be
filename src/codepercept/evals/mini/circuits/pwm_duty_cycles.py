import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 4, 2001)
fig, axes = plt.subplots(3, 1, figsize=(6, 4.8), sharex=True, sharey=True)
for ax, duty, colour in zip(axes, (0.2, 0.5, 0.8), ("#fdbb84", "#fc8d59", "#d7301f"), strict=True):
    signal = 5 * (t % 1 < duty)
    ax.plot(t, signal, color="black", lw=1.6)
    ax.fill_between(t, signal, color=colour, step="mid")
    ax.axhline(5 * duty, color="blue", ls="--", lw=1.6)
    ax.text(4.05, 5 * duty, f"{5 * duty:g} V", color="blue", va="center")
    ax.set_ylabel(f"{duty:.0%}", rotation=0, labelpad=18, va="center", fontsize=12)
    ax.set_yticks([0, 5])
axes[0].set(xlim=(0, 4), ylim=(-0.5, 5.8), title="PWM at 5 V; mean dashed")
axes[2].set_xlabel("time in ms")
fig.tight_layout()
plt.show()
