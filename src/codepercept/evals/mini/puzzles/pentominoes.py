import matplotlib.pyplot as plt

shapes = {
    "F": ".XX/XX./.X.", "I": "X/X/X/X/X", "L": "X./X./X./XX", "N": ".X/.X/XX/X.", "P": "XX/XX/X.", "T": "XXX/.X./.X.",
    "U": "X.X/XXX", "V": "X../X../XXX", "W": "X../XX./.XX", "X": ".X./XXX/.X.", "Y": ".X/XX/.X/.X", "Z": "XX./.X./.XX",
}  # fmt: skip
fig, axes = plt.subplots(2, 6, figsize=(8, 4.4))
for k, (ax, (letter, drawing)) in enumerate(zip(axes.flat, shapes.items(), strict=True)):
    rows = drawing.split("/")
    top, width = len(rows), len(rows[0])
    for r, row in enumerate(rows):
        for c, mark in enumerate(row):
            if mark == "X":
                corner = (c - width / 2, top / 2 - 1 - r)
                ax.add_patch(plt.Rectangle(corner, 1, 1, fc=plt.cm.tab20(k / 12), ec="white", lw=1.5))
    ax.set_title(letter, fontsize=12)
    ax.set(xlim=(-2.6, 2.6), ylim=(-2.7, 2.7), aspect="equal")
    ax.axis("off")
plt.show()
