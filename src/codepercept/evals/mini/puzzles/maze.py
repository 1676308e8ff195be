import matplotlib.pyplot as plt

# One digit per room: 1 = wall below, 2 = wall on the right, 3 = both.
rooms = ["203010", "210130", "123020", "030310", "203201", "020000"]
fig, ax = plt.subplots(figsize=(5.2, 5.2))
n = len(rooms)
ax.plot([0, n], [n, n], color="black", lw=3)
ax.plot([0, 0], [0, n], color="black", lw=3)
open_to = {(r, c): [] for r in range(n) for c in range(n)}
for r in range(n):
    for c in range(n):
        walls = int(rooms[r][c])
        if walls & 1 or r == n - 1:
            ax.plot([c, c + 1], [n - 1 - r, n - 1 - r], color="black", lw=3)
        else:
            open_to[r, c].append((r + 1, c))
            open_to[r + 1, c].append((r, c))
        if walls & 2 or c == n - 1:
            ax.plot([c + 1, c + 1], [n - 1 - r, n - r], color="black", lw=3)
        else:
            open_to[r, c].append((r, c + 1))
            open_to[r, c + 1].append((r, c))
came, queue = {(0, 0): None}, [(0, 0)]
for room in queue:
    for other in open_to[room]:
        if other not in came:
            came[other] = room
            queue.append(other)
path = [(n - 1, n - 1)]
while came[path[-1]] is not None:
    path.append(came[path[-1]])
ax.plot([c + 0.5 for r, c in path], [n - 0.5 - r for r, c in path], color="tab:red", lw=2.5, ls="--")
ax.plot(0.5, n - 0.5, "o", color="tab:green", ms=15)
ax.plot(n - 0.5, 0.5, "*", color="gold", ms=22, mec="black")
ax.set(xlim=(-0.2, n + 0.2), ylim=(-0.2, n + 0.2), aspect="equal")
ax.axis("off")
plt.show()
