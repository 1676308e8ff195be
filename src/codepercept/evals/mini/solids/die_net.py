import matplotlib.pyplot as plt

spots = {1: [(1, 1)], 2: [(0, 0), (2, 2)], 3: [(0, 0), (1, 1), (2, 2)], 4: [(0, 0), (0, 2), (2, 0), (2, 2)]}
spots[5] = [*spots[4], (1, 1)]
spots[6] = [*spots[4], (0, 1), (2, 1)]
net = {1: (1, 2), 2: (1, 1), 3: (0, 1), 4: (2, 1), 5: (3, 1), 6: (1, 0)}
fig, ax = plt.subplots(figsize=(6, 4.6))
for value, (column, row) in net.items():
    ax.add_patch(plt.Rectangle((column, row), 1, 1, fc="ivory", ec="black", lw=2))
    for i, j in spots[value]:
        ax.plot(column + 0.25 * (i + 1), row + 0.25 * (j + 1), "o", color="black", ms=11)
ax.set(xlim=(-0.1, 4.1), ylim=(-0.1, 3.1), aspect="equal")
ax.axis("off")
plt.show()
