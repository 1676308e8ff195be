import matplotlib.pyplot as plt
import numpy as np

rule, steps = 30, 24
cells = np.zeros((steps + 1, 2 * steps + 1), dtype=int)
cells[0, steps] = 1
for t in range(steps):
    left, right = np.roll(cells[t], 1), np.roll(cells[t], -1)
    cells[t + 1] = rule >> (4 * left + 2 * cells[t] + right) & 1
fig, (table, grid) = plt.subplots(2, 1, figsize=(7, 5), height_ratios=(1, 5))
for k in range(8):
    x = 4 * (7 - k)
    for j in range(3):
        table.add_patch(plt.Rectangle((x + j, 1), 1, 1, fc="black" if k >> (2 - j) & 1 else "white", ec="gray"))
    table.add_patch(plt.Rectangle((x + 1, 0), 1, 1, fc="black" if rule >> k & 1 else "white", ec="gray"))
table.set(xlim=(-0.2, 31.2), ylim=(-0.1, 2.1), aspect="equal")
table.axis("off")
grid.imshow(cells, cmap="binary", interpolation="nearest")
grid.set(xticks=[], yticks=[0, 8, 16, 24], ylabel="step")
fig.suptitle("Rule 30")
plt.show()
