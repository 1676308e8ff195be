import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(4.8, 4.8))
for radius in (0.5, 1, 1.6, 2.3):
    ax.add_patch(plt.Circle((0, 0), radius, fill=False, ec="tab:blue", lw=2.2 / radius**0.5))
    for degrees in (45, 225):
        t = np.radians(degrees)
        tip = np.array([-np.sin(t), np.cos(t)])
        start = radius * np.array([np.cos(t), np.sin(t)])
        ax.annotate(
            "",
            start + 0.15 * tip,
            start - 0.1 * tip,
            arrowprops={"arrowstyle": "-|>", "color": "tab:blue", "mutation_scale": 16},
        )
ax.add_patch(plt.Circle((0, 0), 0.2, fc="orange", ec="black", lw=1.5))
ax.plot(0, 0, "ko", ms=5)
ax.text(0.48, -0.76, "$I$", fontsize=16, color="darkorange")
ax.text(1.75, 1.75, r"$\vec{B}$", fontsize=16, color="tab:blue")
ax.text(-2.5, -2.45, r"$B = \frac{\mu_0 I}{2\pi r}$", fontsize=15)
ax.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), aspect="equal")
ax.axis("off")
plt.show()
