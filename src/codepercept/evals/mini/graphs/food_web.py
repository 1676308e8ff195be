import matplotlib.pyplot as plt

levels = [
    ["grass", "clover", "berries"],
    ["grasshopper", "rabbit", "mouse", "snail"],
    ["thrush", "frog", "snake"],
    ["hawk", "fox"],
]
colours = ["#a1d99b", "#fee391", "#fdae6b", "#fc9272"]
place = {name: (1.7 * (k - (len(row) - 1) / 2), 1.4 * y) for y, row in enumerate(levels) for k, name in enumerate(row)}
eaten_by = {
    "grass": ["grasshopper", "rabbit"],
    "clover": ["rabbit", "snail", "grasshopper"],
    "berries": ["mouse", "snail"],
    "grasshopper": ["frog"],
    "rabbit": ["hawk", "fox"],
    "mouse": ["snake", "fox"],
    "snail": ["thrush", "frog"],
    "frog": ["snake", "hawk"],
    "thrush": ["hawk", "fox"],
    "snake": ["hawk"],
}
fig, ax = plt.subplots(figsize=(7.5, 6))
for prey, eaters in eaten_by.items():
    for eater in eaters:
        ax.annotate(
            "",
            place[eater],
            place[prey],
            arrowprops={"arrowstyle": "-|>", "color": "dimgray", "shrinkA": 14, "shrinkB": 17},
        )
for row, colour in zip(levels, colours, strict=True):
    for name in row:
        ax.text(
            *place[name],
            name,
            ha="center",
            va="center",
            fontsize=11,
            bbox={"boxstyle": "round,pad=0.5", "fc": colour, "ec": "black"},
        )
for y, label in enumerate(("producers", "1st consumers", "2nd consumers", "top")):
    ax.text(-5.6, 1.4 * y, label, va="center", style="italic", color="gray")
ax.set(xlim=(-5.7, 3.4), ylim=(-0.5, 4.7))
ax.axis("off")
plt.show()
