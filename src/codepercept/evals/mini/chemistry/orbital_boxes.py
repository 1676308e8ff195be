import matplotlib.pyplot as plt

levels = {"1s": [2], "2s": [2], "2p": [2, 2, 2], "3s": [2], "3p": [1, 1, 1]}
fig, ax = plt.subplots(figsize=(5.5, 4.8))
for row, (name, boxes) in enumerate(levels.items()):
    x0 = 2.6 if name.endswith("p") else 1
    ax.text(x0 - 0.15, row + 0.4, name, ha="right", va="center", fontsize=13)
    for k, electrons in enumerate(boxes):
        ax.add_patch(plt.Rectangle((x0 + 0.9 * k, row), 0.9, 0.8, fc="#f7fcf0", ec="black", lw=1.4))
        spins = (0.3, 0.6) if electrons == 2 else (0.45,)
        for spin, shift in enumerate(spins):
            x = x0 + 0.9 * k + shift
            low, high = (row + 0.12, row + 0.68) if spin == 0 else (row + 0.68, row + 0.12)
            ax.annotate(
                "",
                (x, high),
                (x, low),
                arrowprops={
                    "arrowstyle": "->",
                    "color": "tab:red" if spin == 0 else "tab:blue",
                    "lw": 1.8,
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
            )
ax.annotate("", (0.2, 5), (0.2, 0), arrowprops={"arrowstyle": "-|>", "color": "black"})
ax.text(0.05, 2.5, "energy", rotation=90, ha="right", va="center", fontsize=11)
ax.set(xlim=(-0.4, 5.6), ylim=(-0.2, 5.3))
ax.set_title(r"P: 1s$^2$ 2s$^2$ 2p$^6$ 3s$^2$ 3p$^3$")
ax.axis("off")
plt.show()
