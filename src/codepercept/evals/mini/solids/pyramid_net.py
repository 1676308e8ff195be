import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 4.8))
ax.add_patch(plt.Rectangle((-2, -2), 4, 4, facecolor="navajowhite", edgecolor="black", lw=1.8))
for tip in ((0, 7), (7, 0), (0, -7), (-7, 0)):
    across = (2, 0) if tip[0] == 0 else (0, 2)
    foot = (2 * tip[0] / 7, 2 * tip[1] / 7)
    corners = [tip, (foot[0] + across[0], foot[1] + across[1]), (foot[0] - across[0], foot[1] - across[1])]
    ax.add_patch(plt.Polygon(corners, facecolor="lightcyan", edgecolor="black", lw=1.8))
ax.plot([0, 0], [2, 7], color="red", ls="--")
ax.text(0.25, 3.4, "5", color="red", fontsize=14)
ax.text(0, -1.7, "4", fontsize=14, ha="center")
ax.set(xlim=(-7.5, 7.5), ylim=(-7.5, 7.5), aspect="equal")
ax.axis("off")
plt.show()
