import matplotlib.pyplot as plt

stations = {"Park": 0, "Museum": 2, "Station": 5, "Harbour": 9, "Beach": 12}
minutes = list(stations.values())
fig, ax = plt.subplots(figsize=(7, 3))
ax.plot(
    minutes, [0] * 5, "-o", color="mediumblue", linewidth=6, markersize=16, markerfacecolor="white", markeredgewidth=3
)
for name, minute in stations.items():
    ax.text(minute, 0.35, name, rotation=40, fontsize=12)
ax.set_xticks(minutes)
ax.set_xlabel("minutes from Park")
ax.set_yticks([])
ax.set(xlim=(-0.8, 14.5), ylim=(-0.5, 1.8))
for side in ("left", "right", "top"):
    ax.spines[side].set_visible(False)
fig.tight_layout()
plt.show()
