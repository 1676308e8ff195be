import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(3.6, 5))
ax.plot([0, 0], [0, 6], color="black", lw=1.8)
ax.plot([0, 1.8], [3, 3], "k-o", lw=1.8, markevery=[0])
for y in (3.9, 0.9):
    ax.add_patch(plt.Rectangle((-0.3, y), 0.6, 1.2, facecolor="white", edgecolor="black", lw=1.8, zorder=3))
ax.text(0.5, 4.5, r"2 k$\Omega$", va="center", fontsize=13)
ax.text(0.5, 1.5, r"3 k$\Omega$", va="center", fontsize=13)
ax.text(0, 6.15, "+10 V", ha="center", fontsize=13)
ax.text(1.9, 3, "6 V", va="center", fontsize=13, color="red")
ax.text(0, -0.45, "0 V", ha="center", fontsize=13)
ax.set(xlim=(-1.2, 3), ylim=(-0.7, 6.7), aspect="equal")
ax.axis("off")
plt.show()
