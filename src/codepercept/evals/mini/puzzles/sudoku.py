import matplotlib.pyplot as plt

given = [
    "7..9..4..",
    "..6.2....",
    "1...45..8",
    "3...9.6.7",
    ".6.....4.",
    "4.5.6...1",
    "9..25...3",
    "....1.5..",
    "..2..8..4",
]
fig, ax = plt.subplots(figsize=(5.5, 5.5))
row, column = 4, 4
ax.axhspan(8 - row, 9 - row, color="lightyellow")
ax.axvspan(column, column + 1, color="lightyellow")
ax.add_patch(plt.Rectangle((3, 3), 3, 3, fc="moccasin"))
for k in range(10):
    width = 2.8 if k % 3 == 0 else 0.8
    ax.plot([k, k], [0, 9], color="black", lw=width)
    ax.plot([0, 9], [k, k], color="black", lw=width)
for r, line in enumerate(given):
    for c, digit in enumerate(line):
        if digit != ".":
            ax.text(c + 0.5, 8.5 - r, digit, ha="center", va="center_baseline", fontsize=16)
ax.text(column + 0.5, 8.5 - row, "?", ha="center", va="center_baseline", fontsize=16, color="red", weight="bold")
ax.set(xlim=(-0.1, 9.1), ylim=(-0.1, 9.1), aspect="equal")
ax.axis("off")
plt.show()
