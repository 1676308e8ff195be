import matplotlib.pyplot as plt

rows = [[4, 7, 3, 5, 6]]
while len(rows[-1]) > 1:
    rows.append([rows[-1][k] + rows[-1][k + 1] for k in range(len(rows[-1]) - 1)])
hidden = {(1, 2), (3, 0)}
fig, ax = plt.subplots(figsize=(6, 4))
for level, row in enumerate(rows):
    for k, value in enumerate(row):
        x = k + level / 2
        secret = (level, k) in hidden
        ax.add_patch(plt.Rectangle((x, 0.8 * level), 1, 0.8, fc="khaki" if secret else "tan", ec="black", lw=1.8))
        ax.text(
            x + 0.5,
            0.8 * level + 0.4,
            "?" if secret else str(value),
            ha="center",
            va="center",
            fontsize=17,
            color="red" if secret else "black",
        )
ax.set_xlim(-0.2, 5.2)
ax.set_ylim(-0.2, 4.2)
ax.axis("off")
plt.show()
