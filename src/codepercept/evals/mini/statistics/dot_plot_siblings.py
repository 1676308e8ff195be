import matplotlib.pyplot as plt

counts = {0: 6, 1: 9, 2: 5, 3: 3, 5: 1}
fig, ax = plt.subplots(figsize=(5, 4))
for siblings, pupils in counts.items():
    ax.plot(
        [siblings] * pupils, range(1, pupils + 1), "o", color="mediumpurple", markersize=13, markeredgecolor="indigo"
    )
ax.set_xticks(range(6))
ax.set_yticks([])
ax.set_xlim(-0.7, 5.7)
ax.set_ylim(0, 10)
ax.set_xlabel("number of siblings")
ax.set_title("24 pupils, one dot each")
for side in ("left", "right", "top"):
    ax.spines[side].set_visible(False)
fig.tight_layout()
plt.show()
