import matplotlib.pyplot as plt

letters = {"S": 4, "I": 4, "P": 2, "M": 1}
nodes = {
    "": (3.0, 0, 11),
    "0": (1.0, -1, 4),
    "1": (4.6, -1, 7),
    "10": (3.0, -2, 3),
    "11": (6.0, -2, 4),
    "100": (2.2, -3, 1),
    "101": (3.9, -3, 2),
}
codes = {"0": "S", "11": "I", "100": "M", "101": "P"}
fig, (tree, table) = plt.subplots(1, 2, figsize=(8, 4.2), width_ratios=(2.2, 1))
for word, (x, y, weight) in nodes.items():
    if word:
        px, py, _ = nodes[word[:-1]]
        tree.plot([px, x], [py, y], color="black", lw=1.3, zorder=0)
        tree.text(
            (px + x) / 2,
            (py + y) / 2,
            word[-1],
            color="crimson",
            fontsize=12,
            ha="center",
            va="center",
            backgroundcolor="white",
        )
    leaf = word in codes
    tree.plot(x, y, "s" if leaf else "o", ms=27, color="palegreen" if leaf else "lightgray", mec="black")
    tree.text(x, y, f"{codes[word]}:{weight}" if leaf else str(weight), ha="center", va="center", fontsize=11)
tree.set(xlim=(0, 7), ylim=(-3.5, 0.5))
tree.axis("off")
rows = [[letter, str(letters[letter]), word] for word, letter in codes.items()]
grid = table.table(rows, colLabels=["letter", "count", "code"], loc="center", cellLoc="center")
grid.scale(1, 1.9)
bits = sum(letters[letter] * len(word) for word, letter in codes.items())
table.set_title(f"{bits} bits in all", fontsize=11)
table.axis("off")
plt.show()
