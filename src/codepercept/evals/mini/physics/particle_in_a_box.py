import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 1, 200)
fig, (waves, densities) = plt.subplots(1, 2, figsize=(7.5, 5), sharey=True)
for n, colour in ((1, "tab:blue"), (2, "tab:green"), (3, "tab:red")):
    level = n**2
    psi = np.sin(n * np.pi * x)
    for ax, curve in ((waves, psi), (densities, psi**2)):
        ax.hlines(level, 0, 1, color="gray", ls="--", lw=0.9)
        ax.plot(x, level + curve, color=colour, lw=2)
        ax.fill_between(x, level, level + curve, color=colour, alpha=0.25)
    waves.text(1.06, level, f"n = {n}", va="center", color=colour)
for ax, title in ((waves, r"$\psi_n(x)$"), (densities, r"$|\psi_n(x)|^2$")):
    for wall in (0, 1):
        ax.axvline(wall, color="black", lw=4)
    ax.set(title=title, xlabel="x / L", xlim=(-0.05, 1.25), ylim=(-0.3, 11), xticks=[0, 0.5, 1])
waves.set_ylabel(r"energy in units of $E_1$")
waves.set_yticks([1, 4, 9])
fig.tight_layout()
plt.show()
