import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 4.5))
ax.add_patch(plt.Rectangle((1.5, 0), 4, 4.4, fc="lightgray", ec="black", lw=1.6))
ax.add_patch(plt.Rectangle((2.3, 0.8), 2.4, 2.8, fc="white", ec="black", lw=1.6))


def coil(x, turns, colour, side):
    """Turns in front of one leg of the core, with leads to the side."""
    ys = np.linspace(0.95, 3.3, turns)
    for y in ys:
        ax.plot([x - 0.1, x + 0.9], [y, y + 0.12], color=colour, lw=3.5, solid_capstyle="round")
    outer = x - 0.1 if side < 0 else x + 0.9
    for y in (ys[0], ys[-1] + 0.12):
        ax.plot([outer, outer + 1.3 * side], [y, y], color=colour, lw=1.8)
        ax.plot(outer + 1.3 * side, y, "o", color="white", mec=colour, ms=8)


coil(1.5, 8, "tab:red", -1)
coil(4.7, 4, "tab:blue", 1)
ax.text(-0.35, 2.2, "230 V", ha="center", va="center", fontsize=13, color="tab:red")
ax.text(7.35, 2.2, "115 V", ha="center", va="center", fontsize=13, color="tab:blue")
ax.text(1.9, 4.6, "$N_1$ = 8", ha="center", fontsize=12)
ax.text(5.1, 4.6, "$N_2$ = 4", ha="center", fontsize=12)
ax.text(3.5, 0.4, "iron core", ha="center", va="center", style="italic")
ax.set(xlim=(-1, 8), ylim=(-0.2, 5.1), aspect="equal")
ax.axis("off")
plt.show()
