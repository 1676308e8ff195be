import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, figsize=(7.5, 4.4), sharey=True)
cases = {"high spin (weak field)": ([2, 1, 1], [1, 1], 1.0), "low spin (strong field)": ([2, 2, 2], [0, 0], 2.4)}
for ax, (title, (lower, upper, gap)) in zip(axes, cases.items(), strict=True):
    for electrons, y, label in ((lower, -0.4 * gap, "$t_{2g}$"), (upper, 0.6 * gap, "$e_g$")):
        for k, n in enumerate(electrons):
            x = k - (len(electrons) - 1) / 2
            ax.plot([x - 0.35, x + 0.35], [y, y], color="black", lw=2.5)
            for spin in range(n):
                dx = 0 if n == 1 else 0.12 * (2 * spin - 1)
                tail, head = (y - 0.2, y + 0.2) if spin == 0 else (y + 0.2, y - 0.2)
                ax.annotate(
                    "",
                    (x + dx, head),
                    (x + dx, tail),
                    arrowprops={"arrowstyle": "-|>", "color": "tab:blue", "shrinkA": 0, "shrinkB": 0},
                )
        ax.text(-1.75, y, label, fontsize=14, va="center", ha="center")
    ax.axhline(0, color="gray", ls=":", lw=1)
    ax.annotate("", (1.7, 0.6 * gap), (1.7, -0.4 * gap), arrowprops={"arrowstyle": "<->", "shrinkA": 0, "shrinkB": 0})
    ax.text(1.78, 0.1 * gap, r"$\Delta_o$", fontsize=14, va="center")
    ax.set(xlim=(-2.1, 2.3), ylim=(-1.5, 2), title=title)
    ax.axis("off")
fig.suptitle(r"Fe$^{2+}$, d$^6$")
plt.show()
