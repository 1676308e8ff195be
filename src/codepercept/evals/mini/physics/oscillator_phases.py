import matplotlib.pyplot as plt
import numpy as np

period, amplitude = 2.0, 0.1
w = 2 * np.pi / period
t = np.linspace(0, 4, 400)
x, v = amplitude * np.cos(w * t), -amplitude * w * np.sin(w * t)
fig, axes = plt.subplots(4, 1, figsize=(6.5, 7), sharex=True)
curves = ((x, "x in m", "tab:blue"), (v, "v in m/s", "tab:orange"), (-(w**2) * x, r"a in m/s$^2$", "tab:red"))
for ax, (values, label, colour) in zip(axes[:3], curves, strict=True):
    ax.plot(t, values, color=colour, lw=2)
    ax.set_ylabel(label)
    ax.axhline(0, color="black", lw=0.7)
    for quarter in np.arange(0, 4.1, 0.5):
        ax.axvline(quarter, color="lightgray", lw=0.8, zorder=0)
kinetic, potential = 0.5 * v**2, 0.5 * w**2 * x**2
axes[3].stackplot(t, 1000 * kinetic, 1000 * potential, labels=["kinetic", "potential"], colors=["#fdbf6f", "#a6cee3"])
axes[3].set_ylabel("energy in mJ/kg")
axes[3].set_xlabel("time in s")
axes[3].set_xlim(0, 4)
axes[3].set_ylim(0, 75)
axes[3].legend(loc="upper right", ncol=2, fontsize=9)
axes[0].set_title("Oscillator with T = 2 s and amplitude 10 cm")
fig.align_ylabels()
fig.tight_layout()
plt.show()
