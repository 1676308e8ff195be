import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 4))
ax.plot([0, 3, 3, 5], [0, 0, 5, 5], color="crimson", lw=2.5, label="rising")
ax.plot([5, 2, 2, 0], [5.08, 5.08, 0.08, 0.08], color="navy", lw=2.5, ls="--", label="falling")
ax.annotate("", (3, 3.2), (3, 2.2), arrowprops={"arrowstyle": "-|>", "color": "crimson", "lw": 2})
ax.annotate("", (2, 2.2), (2, 3.2), arrowprops={"arrowstyle": "-|>", "color": "navy", "lw": 2})
ax.set_xlabel("input in V")
ax.set_ylabel("output in V")
ax.set(xlim=(0, 5), ylim=(-0.5, 6))
ax.set_xticks(range(6))
ax.legend(loc="center right")
ax.grid(True, linestyle=":")
plt.show()
