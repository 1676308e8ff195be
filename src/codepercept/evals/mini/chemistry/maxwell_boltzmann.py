import matplotlib.pyplot as plt
import numpy as np

k, mass = 1.381e-23, 4.65e-26
v = np.linspace(0, 2000, 400)
fig, ax = plt.subplots(figsize=(6.5, 4.2))
for T, colour in ((100, "tab:blue"), (300, "tab:green"), (1000, "tab:red")):
    density = 4 * np.pi * (mass / (2 * np.pi * k * T)) ** 1.5 * v**2 * np.exp(-mass * v**2 / (2 * k * T))
    likely = np.sqrt(2 * k * T / mass)
    ax.plot(v, 1000 * density, color=colour, lw=2, label=f"{T} K")
    ax.fill_between(v, 1000 * density, where=v > 1000, color=colour, alpha=0.4)
    ax.vlines(likely, 0, np.interp(likely, v, 1000 * density), color=colour, ls=":")
    ax.annotate(
        f"{likely:.0f}",
        (likely, np.interp(likely, v, 1000 * density)),
        xytext=(15, 5),
        textcoords="offset points",
        ha="center",
        color=colour,
    )
ax.axvline(1000, color="black", ls="--", lw=1)
ax.set(xlim=(0, 2000), ylim=(0, 4.0), xlabel="speed in m/s", ylabel=r"share per m/s, $\times 10^{-3}$")
ax.legend()
ax.set_title("N$_2$; most likely speeds dotted")
plt.show()
