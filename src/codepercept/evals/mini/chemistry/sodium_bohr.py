import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5, 5))
shells = {"K": 2, "L": 8, "M": 1}
for n, (name, electrons) in enumerate(shells.items(), start=1):
    radius = 0.5 + 0.7 * n
    ax.add_patch(plt.Circle((0, 0), radius, fill=False, ec="gray", lw=1.2))
    t = 2 * np.pi * np.arange(electrons) / electrons + np.pi / 8
    ax.plot(radius * np.cos(t), radius * np.sin(t), "o", color="royalblue", ms=10, mec="black")
    ax.text(0, radius + 0.07, name, ha="center", fontsize=11, color="gray", backgroundcolor="white")
ax.add_patch(plt.Circle((0, 0), 0.55, fc="orange", ec="black"))
ax.text(0, 0, "11+", ha="center", va="center", fontsize=14)
ax.set_title("Na: 2, 8, 1", fontsize=14)
ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
ax.axis("off")
plt.show()
