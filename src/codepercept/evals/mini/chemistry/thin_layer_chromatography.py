import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(3.4, 5))
ax.add_patch(plt.Rectangle((0, 0), 4, 8, facecolor="floralwhite", edgecolor="black", lw=1.6))
ax.plot([0, 4], [1, 1], color="gray")
ax.plot([0, 4], [7, 7], color="gray", linestyle="--")
ax.plot(1, 4.0, "o", color="crimson", ms=15)
ax.plot(2, 5.8, "o", color="royalblue", ms=15)
ax.plot([3, 3], [4.0, 5.8], "o", color="rebeccapurple", ms=15)
ax.text(4.15, 7, "front", va="center")
ax.text(4.15, 1, "start", va="center")
ax.set_xticks([1, 2, 3], ["A", "B", "mix"])
ax.set_yticks([])
ax.set(xlim=(-0.2, 5.4), ylim=(-0.1, 8.1), aspect="equal")
for side in ("top", "bottom", "left", "right"):
    ax.spines[side].set_visible(False)
plt.show()
