import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

gray = ["00", "01", "11", "10"]
ones = {0, 2, 5, 7, 8, 10, 13, 15}
fig, ax = plt.subplots(figsize=(5, 5))
for row, ab in enumerate(gray):
    for column, cd in enumerate(gray):
        value = int(ab + cd, 2) in ones
        ax.add_patch(plt.Rectangle((column, 3 - row), 1, 1, fc="white", ec="black"))
        ax.text(
            column + 0.5,
            3.5 - row,
            int(value),
            ha="center",
            va="center",
            fontsize=17,
            color="black" if value else "silver",
        )
        ax.text(column + 0.93, 3.07 - row, int(ab + cd, 2), ha="right", fontsize=7, color="gray")
for k, code in enumerate(gray):
    ax.text(k + 0.5, 4.2, code, ha="center", fontsize=12)
    ax.text(-0.2, 3.5 - k, code, ha="right", va="center", fontsize=12)
ax.plot([-0.6, 0], [4.6, 4], color="black")
ax.text(-0.15, 4.5, "CD", fontsize=11)
ax.text(-0.65, 4.08, "AB", fontsize=11)
ax.add_patch(FancyBboxPatch((1.2, 1.2), 1.6, 1.6, boxstyle="round,pad=0.08", fc="none", ec="red", lw=2.5))
for x in (-0.1, 3.25):
    for y in (-0.1, 3.25):
        ax.plot([x, x + 0.85, x + 0.85, x, x], [y, y, y + 0.85, y + 0.85, y], color="blue", lw=2.2)
ax.text(2, -0.55, r"$F = BD + \overline{B}\,\overline{D}$", ha="center", fontsize=14)
ax.set(xlim=(-0.9, 4.3), ylim=(-0.8, 4.8), aspect="equal")
ax.axis("off")
plt.show()
