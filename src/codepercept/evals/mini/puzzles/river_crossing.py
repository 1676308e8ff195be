import matplotlib.pyplot as plt

trips = [
    ("W C", "right", "G"),
    ("W C", "left", ""),
    ("C", "right", "W"),
    ("C", "left", "G"),
    ("G", "right", "C"),
    ("G", "left", ""),
    ("", "right", "G"),
]
far = ["", "G", "G", "W", "W", "W C", "W C"]
fig, ax = plt.subplots(figsize=(6.5, 5.6))
ax.axvspan(2, 5, color="lightskyblue", alpha=0.6)
for k, ((near, way, cargo), other) in enumerate(zip(trips, far, strict=True)):
    y = -k
    ax.text(1, y, near, ha="center", va="center", fontsize=13)
    ax.text(6, y, other, ha="center", va="center", fontsize=13)
    ends = ((2.3, y), (4.7, y)) if way == "right" else ((4.7, y), (2.3, y))
    ax.annotate("", ends[1], ends[0], arrowprops={"arrowstyle": "-|>", "color": "saddlebrown", "lw": 2.5})
    ax.text(3.5, y + 0.15, f"man {cargo}".strip(), ha="center", fontsize=10)
    ax.text(-0.3, y, f"{k + 1}.", va="center", ha="right", color="gray")
ax.set(xlim=(-0.8, 7), ylim=(-6.6, 1.1))
for x, name in ((1, "near bank"), (3.5, "river"), (6, "far bank")):
    ax.text(x, 0.8, name, ha="center", weight="bold")
ax.axis("off")
plt.show()
