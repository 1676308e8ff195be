import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 1, 2000)
f1, f2 = 20, 23
one, two = np.sin(2 * np.pi * f1 * t), np.sin(2 * np.pi * f2 * t)
envelope = 2 * np.abs(np.cos(np.pi * (f2 - f1) * t))
fig, axes = plt.subplots(3, 1, figsize=(7.5, 6), sharex=True, gridspec_kw={"height_ratios": [1, 1, 2]})
for ax, signal, name, colour in zip(
    axes, (one, two, one + two), (f"{f1} Hz", f"{f2} Hz", "sum"), ("C0", "C1", "C2"), strict=True
):
    ax.plot(t, signal, color=colour, lw=1)
    ax.set_ylabel(name)
    ax.grid(alpha=0.3)
axes[2].plot(t, envelope, "k--", lw=1.5, label="envelope")
axes[2].plot(t, -envelope, "k--", lw=1.5)
nodes = (np.arange(3) + 0.5) / (f2 - f1)
axes[2].plot(nodes, 0 * nodes, "ro", ms=7, label="silence")
axes[2].annotate("", (nodes[0], 2.3), (nodes[1], 2.3), arrowprops={"arrowstyle": "<->"})
axes[2].text(nodes[:2].mean(), 2.45, "1/3 s", ha="center")
axes[2].set(ylim=(-3.8, 3.2), xlim=(0, 1), xlabel="time in s")
axes[2].legend(loc="lower right", ncol=2, framealpha=1)
fig.align_ylabels()
plt.show()
