import matplotlib.pyplot as plt
import numpy as np

rows, columns = 3, 4
fig, ax = plt.subplots(figsize=(6, 4.6))


def match(x0, y0, x1, y1):
    x, y = np.array([x0, x1]), np.array([y0, y1])
    inset = 0.1
    start = (x[0] + inset * (x[1] - x[0]), y[0] + inset * (y[1] - y[0]))
    end = (x[1] - inset * (x[1] - x[0]), y[1] - inset * (y[1] - y[0]))
    ax.plot(*zip(start, end, strict=True), color="burlywood", lw=5, solid_capstyle="butt")
    ax.plot(*end, "o", color="firebrick", ms=7)


for i in range(columns + 1):
    for j in range(rows):
        match(i, j, i, j + 1)
for i in range(columns):
    for j in range(rows + 1):
        match(i, j, i + 1, j)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
