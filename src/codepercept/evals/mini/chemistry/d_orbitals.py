import matplotlib.pyplot as plt
import numpy as np

theta = np.linspace(0, 2 * np.pi, 400)
orbitals = {
    "$s$": np.ones_like(theta),
    "$p_z$": np.cos(theta),
    "$d_{z^2}$": (3 * np.cos(theta) ** 2 - 1) / 2,
    "$d_{xz}$": np.sin(2 * theta),
}
fig, axes = plt.subplots(1, 4, figsize=(9, 3.2), subplot_kw={"projection": "polar"})
for ax, (name, values) in zip(axes, orbitals.items(), strict=True):
    for sign, colour in ((1, "tab:red"), (-1, "tab:blue")):
        lobe = np.clip(sign * values, 0, None)
        ax.fill(theta, lobe, color=colour, alpha=0.45)
        ax.plot(theta, lobe, color=colour, lw=1.3)
    ax.set_theta_zero_location("N")
    ax.set_rticks([])
    ax.set_xticks(np.radians([0, 90, 180, 270]), ["z", "", "", ""])
    ax.set_ylim(0, 1.05)
    ax.set_title(name, fontsize=15, pad=12)
fig.tight_layout()
plt.show()
