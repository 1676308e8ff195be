"""Hooke's law: measured points with error bars and the fitted line."""

import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(4)
force = np.arange(1, 8)  # newton
stretch = 2.5 * force + rng.normal(0, 0.4, force.size)  # centimetre
slope, offset = np.polyfit(force, stretch, 1)

fig, ax = plt.subplots()
ax.errorbar(force, stretch, yerr=0.5, fmt="o", color="black", capsize=3, label="measured")
ax.plot(force, slope * force + offset, color="tab:red", label="fit")
ax.set(xlabel="force in N", ylabel="stretch in cm", title="Hooke's law")
ax.legend()
plt.show()
