import matplotlib.pyplot as plt

tasks = {"A": (3, ""), "B": (5, ""), "C": (4, "A"), "D": (2, "A"), "E": (6, "BC"), "F": (3, "D"), "G": (2, "EF")}
start = {}
for name, (_, needs) in tasks.items():
    start[name] = max((start[n] + tasks[n][0] for n in needs), default=0)
place = {
    "A": (0, 1),
    "B": (0, -1),
    "C": (2.4, 0.2),
    "D": (2.4, 1.8),
    "E": (4.8, -0.6),
    "F": (4.8, 1.4),
    "G": (7.2, 0.4),
}
path = ["G"]
while tasks[path[-1]][1]:
    path.append(max(tasks[path[-1]][1], key=lambda n: start[n] + tasks[n][0]))
fig, ax = plt.subplots(figsize=(8.5, 4.2))
for name, (_, needs) in tasks.items():
    for before in needs:
        critical = name in path and before in path
        (x0, y0), (x1, y1) = place[before], place[name]
        style = {
            "arrowstyle": "-|>",
            "lw": 3 if critical else 1.3,
            "color": "red" if critical else "black",
            "shrinkA": 0,
            "shrinkB": 0,
        }
        ax.annotate("", (x1 - 0.6, y1), (x0 + 0.6, y0), arrowprops=style)
for name, (x, y) in place.items():
    days = tasks[name][0]
    face = "mistyrose" if name in path else "white"
    ax.add_patch(plt.Rectangle((x - 0.6, y - 0.4), 1.2, 0.8, fc=face, ec="black", lw=1.4))
    ax.text(x, y + 0.18, f"{name}: {days} d", ha="center", va="center", weight="bold")
    ax.text(x, y - 0.2, f"{start[name]} - {start[name] + days}", ha="center", va="center", fontsize=9)
ax.set_title(f"shortest project time: {start['G'] + tasks['G'][0]} days")
ax.set(xlim=(-0.9, 8.1), ylim=(-1.6, 2.4))
ax.axis("off")
plt.show()
