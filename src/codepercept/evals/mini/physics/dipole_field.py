import matplotlib.pyplot as plt
import numpy as np

x, y = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-2.5, 2.5, 101))
charges = [(1, -1.0), (-1, 1.0)]
Ex, Ey, V = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
for q, position in charges:
    r = np.hypot(x - position, y) + 1e-9
    Ex += q * (x - position) / r**3
    Ey += q * y / r**3
    V += q / r
fig, ax = plt.subplots(figsize=(6.5, 5.4))
ax.contour(x, y, V, levels=[-2, -1, -0.5, -0.2, 0, 0.2, 0.5, 1, 2], colors="gray", linewidths=0.9, linestyles="--")
ax.streamplot(x, y, Ex, Ey, color="darkgreen", density=1.1, linewidth=1, arrowsize=1.1)
for q, position in charges:
    colour, sign = ("red", "+") if q > 0 else ("blue", "-")
    ax.add_patch(plt.Circle((position, 0), 0.2, fc=colour, ec="black", zorder=4))
    ax.text(position, 0, sign, color="white", fontsize=17, ha="center", va="center_baseline", weight="bold", zorder=5)
ax.set(xlim=(-3, 3), ylim=(-2.5, 2.5), aspect="equal", xlabel="x in cm", ylabel="y in cm")
ax.set_title("Electric dipole: field lines and equipotentials (dashed)", fontsize=11)
plt.show()
