import matplotlib.pyplot as plt
import numpy as np

shift = np.linspace(5, 0, 4000)
groups = {
    "CH$_3$": (1.2, [1, 2, 1], 3, "tab:blue"),
    "OH": (2.6, [1], 1, "tab:red"),
    "CH$_2$": (3.7, [1, 3, 3, 1], 2, "tab:green"),
}
fig, ax = plt.subplots(figsize=(7.5, 4.2))
total = np.zeros_like(shift)
for centre, pattern, protons, _ in groups.values():
    for k, height in enumerate(pattern):
        place = centre + 0.07 * (k - (len(pattern) - 1) / 2)
        total += protons * height / sum(pattern) / (1 + ((shift - place) / 0.008) ** 2)
total += 0.6 / (1 + (shift / 0.008) ** 2)
ax.plot(shift, total, color="black", lw=1)
for name, (centre, pattern, protons, colour) in groups.items():
    step = np.linspace(centre + 0.25, centre - 0.25, 60)
    ax.plot(step, 1.7 + 0.25 * protons / (1 + np.exp((step - centre) / 0.02)), color=colour, lw=1.8)
    words = {1: "singlet", 3: "triplet", 4: "quartet"}
    ax.text(centre, 2.75, f"{name}\n{protons}H, {words[len(pattern)]}", ha="center", color=colour, fontsize=11)
ax.text(0.08, 0.7, "TMS", fontsize=9, ha="right")
ax.set(xlim=(5, -0.3), ylim=(-0.05, 3.3), xlabel=r"chemical shift $\delta$ in ppm", yticks=[])
ax.spines[["top", "left", "right"]].set_visible(False)
plt.show()
