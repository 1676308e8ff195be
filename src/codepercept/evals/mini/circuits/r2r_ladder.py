import matplotlib.pyplot as plt


def resistor(ax, x, y, label, upright=False):
    w, h = (0.36, 0.9) if upright else (0.9, 0.36)
    ax.add_patch(plt.Rectangle((x - w / 2, y - h / 2), w, h, fc="white", ec="black", lw=1.5, zorder=3))
    ax.text(
        x + (0.32 if upright else 0),
        y + (0 if upright else 0.34),
        label,
        ha="left" if upright else "center",
        va="center",
        fontsize=10,
    )


bits = "1011"
fig, ax = plt.subplots(figsize=(8, 4.4))
ax.plot([0, 8.6], [3, 3], color="black", lw=1.5)
ax.plot([0, 0], [3, 0.2], color="black", lw=1.5)
resistor(ax, 0, 1.9, "2R", upright=True)
for k, bit in enumerate(reversed(bits)):
    x = 1.4 + 2 * k
    ax.plot([x, x], [3, 0.9], color="black", lw=1.5)
    resistor(ax, x, 1.9, "2R", upright=True)
    if k < 3:
        resistor(ax, x + 1, 3, "R")
    ax.plot(x, 3, "ko", ms=6)
    goal = x + (0.35 if bit == "1" else -0.35)
    ax.plot([x, goal], [0.9, 0.35], color="red" if bit == "1" else "black", lw=2.5)
    ax.plot([x - 0.35, x + 0.35], [0.3, 0.3], "o", color="white", mec="black", ms=7)
    ax.plot([x - 0.35] * 2, [0.2, -0.2], color="black", lw=1.2)
    ax.plot([x + 0.35] * 2, [0.2, -0.7], color="red", lw=1.2)
    ax.text(x + 0.12, 1.08, f"$b_{k}$ = {bit}", fontsize=10)
ax.plot([0, 0, 7.05], [0.2, -0.2, -0.2], color="black", lw=1.5)
ax.plot([1.75, 8.6], [-0.7, -0.7], color="red", lw=1.5)
ax.text(8.7, -0.7, "$U_{ref}$", color="red", va="center", fontsize=12)
ax.text(8.7, 3, "$U_{out}$", va="center", fontsize=12)
ax.text(-0.9, -0.2, "0 V", va="center")
ax.set(xlim=(-1, 9.6), ylim=(-1, 3.7), aspect="equal")
ax.axis("off")
plt.show()
