import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5.5, 4.5))
ax.plot([0, 0, 5, 5], [1.6, 3, 3, 1.85], color="black", lw=1.8)
ax.plot([5, 5, 0, 0], [1.15, 0, 0, 1.4], color="black", lw=1.8)
ax.plot([5, 7, 7, 5], [2.5, 2.5, 0.5, 0.5], color="black", lw=1.8, zorder=0)
ax.plot([5, 5], [2.5, 0.5], "ko", ms=6)
for x, y, letter, colour in ((2.5, 3, "A", "mistyrose"), (7, 1.5, "V", "lightcyan")):
    ax.add_patch(plt.Circle((x, y), 0.4, fc=colour, ec="black", lw=1.8, zorder=3))
    ax.text(x, y, letter, ha="center", va="center", fontsize=15, zorder=4)
ax.add_patch(plt.Circle((5, 1.5), 0.35, fc="lemonchiffon", ec="black", lw=1.8))
for sign in (1, -1):
    ax.plot([4.75, 5.25], [1.5 - 0.25 * sign, 1.5 + 0.25 * sign], color="black", lw=1.5)
ax.plot([-0.45, 0.45], [1.6, 1.6], color="black", lw=2)
ax.plot([-0.22, 0.22], [1.4, 1.4], color="black", lw=4)
ax.text(2.5, 3.6, "0.25 A", ha="center", fontsize=12)
ax.text(7.6, 1.5, "6 V", va="center", fontsize=12)
ax.set(xlim=(-0.8, 8.3), ylim=(-0.4, 4), aspect="equal")
ax.axis("off")
plt.show()
