import matplotlib.pyplot as plt
import numpy as np

h = 4.136e-15
metals = {"caesium": 2.1, "zinc": 4.3, "platinum": 5.6}
f = np.linspace(0, 2.2e15, 100)
fig, ax = plt.subplots(figsize=(6, 4.5))
for (metal, work), colour in zip(metals.items(), ("C0", "C2", "C3"), strict=True):
    energy = h * f - work
    real = energy >= 0
    ax.plot(f[real] / 1e15, energy[real], color=colour, lw=2.2, label=f"{metal}: W = {work} eV")
    ax.plot(f[~real] / 1e15, energy[~real], color=colour, lw=1, ls=":")
    ax.plot(work / h / 1e15, 0, "o", color=colour, ms=7)
    ax.plot(0, -work, "s", color=colour, ms=6, clip_on=False)
ax.axhline(0, color="black", lw=1)
ax.set(xlim=(0, 2.2), ylim=(-6.5, 7.5), xlabel=r"frequency in $10^{15}$ Hz", ylabel="kinetic energy in eV")
ax.legend(loc="upper left")
plt.show()
