import matplotlib.pyplot as plt
import numpy as np

corners = np.array([[0, 0], [1, 0], [0.5, np.sqrt(3) / 2]])
fig, ax = plt.subplots(figsize=(6, 5.4))


def draw(triangle, depth, colour):
    if depth == 0:
        ax.add_patch(plt.Polygon(triangle, facecolor=colour, edgecolor="none"))
        return
    for corner in triangle:
        draw((triangle + corner) / 2, depth - 1, colour)


for corner, colour in zip(corners, ("#1b9e77", "#d95f02", "#7570b3"), strict=True):
    draw((corners + corner) / 2, 4, colour)
ax.add_patch(plt.Polygon(corners, fill=False, edgecolor="black", lw=1.5))
ax.set(xlim=(-0.02, 1.02), ylim=(-0.02, 0.9), aspect="equal")
ax.set_title(r"$3^5 = 243$ triangles, area $(3/4)^5$ of the whole")
ax.axis("off")
plt.show()
