import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

palette = ["black", "saddlebrown", "red", "orange", "yellow", "green", "blue", "violet", "gray", "white"]
values = [(4, 7, 2), (1, 0, 4), (5, 6, 1)]
fig, ax = plt.subplots(figsize=(5.5, 4.8))
for row, (first, second, power) in enumerate(values):
    y = -2 * row
    ax.plot([-1.6, 5.6], [y, y], color="gray", lw=4, zorder=0)
    ax.add_patch(FancyBboxPatch((0, y - 0.4), 4, 0.8, boxstyle="round,pad=0.12", fc="#f0d9a8", ec="black", lw=1.5))
    for x, colour in zip((0.6, 1.4, 2.2, 3.5), (palette[first], palette[second], palette[power], "gold"), strict=True):
        ax.add_patch(plt.Rectangle((x - 0.15, y - 0.52), 0.3, 1.04, fc=colour, ec="dimgray", lw=0.6))
    ohms = (10 * first + second) * 10**power
    text = rf"{ohms / 1000:g} k$\Omega$" if ohms >= 1000 else rf"{ohms} $\Omega$"
    ax.text(
        2,
        y - 1,
        rf"{first}{second} $\times 10^{power}\ \Omega$ = {text} $\pm$ 5%",
        ha="center",
        va="center",
        fontsize=11,
    )
ax.set(xlim=(-1.8, 5.8), ylim=(-5.5, 0.9), aspect="equal")
ax.axis("off")
plt.show()
