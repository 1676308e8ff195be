import matplotlib.pyplot as plt

chain = [(6, 4), (4, 1), (1, 5), (5, 5), (5, 2), (2, 0)]
spots = {0: [], 1: [(1, 1)], 2: [(0, 2), (2, 0)], 3: [(0, 2), (1, 1), (2, 0)], 4: [(0, 0), (0, 2), (2, 0), (2, 2)]}
spots[5] = [*spots[4], (1, 1)]
spots[6] = [*spots[4], (1, 0), (1, 2)]
fig, ax = plt.subplots(figsize=(8, 3.2))
for k, tile in enumerate(chain):
    x = 2.15 * (k % 3)
    y = 0 if k >= 3 else 1.4
    ax.add_patch(plt.Rectangle((x, y), 2, 1, fc="black", ec="gray", lw=1.5, joinstyle="round"))
    ax.plot([x + 1, x + 1], [y + 0.1, y + 0.9], color="white", lw=1.5)
    for half, value in enumerate(tile):
        for i, j in spots[value]:
            ax.plot(x + half + 0.25 * (i + 1), y + 0.25 * (j + 1), "o", color="white", ms=7)
ax.set(xlim=(-0.2, 6.6), ylim=(-0.2, 2.6), aspect="equal")
ax.axis("off")
plt.show()
