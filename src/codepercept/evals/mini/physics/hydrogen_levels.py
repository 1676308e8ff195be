import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 6.5))
energy = {n: -13.6 / n**2 for n in range(1, 7)}
# The levels crowd towards zero, so they are drawn at heights of their own.
height = {1: 0, 2: 3.6, 3: 5.2, 4: 6.2, 5: 6.9, 6: 7.4}
for n, y in height.items():
    ax.hlines(y, 0, 10, color="black", lw=1.4)
    ax.text(10.2, y, f"n = {n}", va="center", fontsize=10)
    ax.text(-0.2, y, f"{energy[n]:.2f} eV", va="center", ha="right", fontsize=10)
ax.hlines(8.1, 0, 10, color="gray", ls="--")
ax.text(-0.2, 8.1, "0 eV", va="center", ha="right", fontsize=10)
x = 0.5
for lower, name, colours in (
    (1, "Lyman", ["purple"] * 5),
    (2, "Balmer", ["red", "cyan", "blue", "violet"]),
    (3, "Paschen", ["brown"] * 3),
):
    start = x
    for upper, colour in zip(range(lower + 1, 7), colours, strict=True):
        ax.annotate(
            "",
            (x, height[lower]),
            (x, height[upper]),
            arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.8, "shrinkA": 0, "shrinkB": 0},
        )
        x += 0.65
    ax.text((start + x) / 2 - 0.3, height[lower] - 0.5, name, ha="center", fontsize=12)
    x += 0.7
ax.set(xlim=(-2.6, 11.8), ylim=(-0.9, 8.6), title="Energy levels of hydrogen")
ax.axis("off")
plt.show()
