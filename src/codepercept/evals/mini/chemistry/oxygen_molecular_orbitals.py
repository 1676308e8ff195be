import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 6.5))


def level(x, y, electrons, label, colour, side=0):
    ax.plot([x - 0.35, x + 0.35], [y, y], color=colour, lw=2.5)
    for k in range(electrons):
        dx = 0 if electrons == 1 else (-0.1, 0.1)[k]
        head, tail = (y + 0.3, y - 0.3) if k == 0 else (y - 0.3, y + 0.3)
        ax.annotate(
            "", (x + dx, head), (x + dx, tail), arrowprops={"arrowstyle": "->", "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
        )
    ax.text(x + side, y - 0.62 if side == 0 else y, label, ha="center", va="center", fontsize=12, color=colour)


for x in (-4, 4):
    level(x, 0, 2, "2s", "black")
    for k, electrons in enumerate((2, 1, 1)):
        level(x + 0.85 * (k - 1), 5, electrons, "2p" if k == 1 else "", "black")
molecular = [
    (0, -1.3, 2, r"$\sigma_{2s}$", "tab:blue"),
    (0, 1.3, 2, r"$\sigma^*_{2s}$", "tab:red"),
    (0, 3.2, 2, r"$\sigma_{2p}$", "tab:blue"),
    (-0.5, 4.5, 2, "", "tab:blue"),
    (0.5, 4.5, 2, r"$\pi_{2p}$", "tab:blue"),
    (-0.5, 6, 1, "", "tab:red"),
    (0.5, 6, 1, r"$\pi^*_{2p}$", "tab:red"),
    (0, 7.6, 0, r"$\sigma^*_{2p}$", "tab:red"),
]
for x, y, electrons, label, colour in molecular:
    level(x, y, electrons, label, colour, side=0.9 if x >= 0.5 else 0.85)
    for atom in (-1, 1):
        ends = [1.2 * atom if abs(x) == 0.5 else 0.45 * atom, 2.75 * atom if y > 2 else 3.6 * atom]
        if atom * x >= 0:
            ax.plot(ends, [y, 5 if y > 2 else 0], color="gray", lw=0.8, ls=":", zorder=0)
for x, name in ((-4, "O"), (0, "O$_2$"), (4, "O")):
    ax.text(x, -2.4, name, ha="center", fontsize=15)
ax.set(xlim=(-5.6, 5.6), ylim=(-2.8, 8.3))
ax.axis("off")
plt.show()
