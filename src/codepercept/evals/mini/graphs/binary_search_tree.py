import matplotlib.pyplot as plt

keys = [50, 30, 70, 20, 40, 60, 80, 65]
parent, place = {}, {keys[0]: (0.0, 0)}
for key in keys[1:]:
    node, spread = keys[0], 4.0
    while True:
        x, y = place[node]
        spot = (x + (spread if key > node else -spread), y - 1)
        child = next((k for k, p in parent.items() if p == node and place[k] == spot), None)
        if child is None:
            parent[key], place[key] = node, spot
            break
        node, spread = child, spread / 2
path = {50, 70, 60}
fig, ax = plt.subplots(figsize=(6.5, 4.2))
for key, above in parent.items():
    marked = key in path
    ax.plot(
        *zip(place[above], place[key], strict=True),
        color="crimson" if marked else "gray",
        lw=3 if marked else 1.2,
        zorder=0,
    )
for key, (x, y) in place.items():
    ax.plot(x, y, "o", ms=28, color="mistyrose" if key in path else "white", mec="black")
    ax.text(x, y, str(key), ha="center", va="center", fontsize=12)
ax.set(xlim=(-7.5, 7.5), ylim=(-3.5, 0.5), title="search for 60")
ax.axis("off")
plt.show()
