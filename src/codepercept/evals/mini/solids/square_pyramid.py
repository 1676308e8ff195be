import matplotlib.pyplot as plt

base = [(0, 0), (6, 0), (8.2, 2), (2.2, 2)]
apex, centre, middle = (4.1, 6.4), (4.1, 1), (7.1, 1)
fig, ax = plt.subplots(figsize=(5, 4.5))
ax.add_patch(plt.Polygon([apex, centre, middle], facecolor="palegoldenrod"))
ax.plot([0, 6, 8.2, 4.1, 0], [0, 0, 2, 6.4, 0], color="black", lw=1.8)
ax.plot([6, 4.1], [0, 6.4], color="black", lw=1.8)
ax.plot([0, 2.2, 8.2], [0, 2, 2], color="gray", ls="--")
ax.plot([2.2, 4.1], [2, 6.4], color="gray", ls="--")
ax.plot([4.1, 4.1, 7.1, 4.1], [6.4, 1, 1, 6.4], color="crimson", lw=1.5)
ax.text(3.5, 3, "4", fontsize=14, color="crimson")
ax.text(5.3, 0.45, "3", fontsize=14, color="crimson")
ax.text(5.55, 3.8, "5", fontsize=14, color="crimson")
ax.text(3, -0.6, "6", fontsize=14)
ax.set(xlim=(-0.5, 9), ylim=(-1, 7), aspect="equal")
ax.axis("off")
plt.show()
