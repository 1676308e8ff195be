import matplotlib.pyplot as plt

place = {"s": (0, 1), "a": (2, 2), "b": (2, 0), "c": (4, 2), "d": (4, 0), "t": (6, 1)}
arcs = {
    ("s", "a"): (10, 11),
    ("s", "b"): (7, 8),
    ("a", "c"): (9, 9),
    ("a", "b"): (1, 4),
    ("b", "d"): (8, 9),
    ("c", "t"): (7, 7),
    ("c", "d"): (2, 3),
    ("d", "t"): (10, 10),
}
fig, ax = plt.subplots(figsize=(8, 4))
for (u, v), (flow, capacity) in arcs.items():
    full = flow == capacity
    (x0, y0), (x1, y1) = place[u], place[v]
    ax.annotate(
        "",
        (x1, y1),
        (x0, y0),
        arrowprops={
            "arrowstyle": "-|>",
            "lw": 0.5 + flow / 3,
            "color": "crimson" if full else "teal",
            "shrinkA": 16,
            "shrinkB": 16,
        },
    )
    ax.text(
        (x0 + x1) / 2,
        (y0 + y1) / 2,
        f"{flow}/{capacity}",
        ha="center",
        va="center",
        fontsize=11,
        bbox={"fc": "white", "ec": "none", "pad": 1},
    )
for name, (x, y) in place.items():
    ax.plot(x, y, "o", ms=28, color="lightgray" if name in "st" else "white", mec="black")
    ax.text(x, y, name, ha="center", va="center", fontsize=14, style="italic")
total = sum(flow for (u, _), (flow, _) in arcs.items() if u == "s")
ax.set_title(f"flow of {total} from s to t; saturated arcs in red")
ax.set(xlim=(-0.5, 6.5), ylim=(-0.5, 2.5))
ax.axis("off")
plt.show()
