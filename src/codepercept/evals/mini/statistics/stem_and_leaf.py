import matplotlib.pyplot as plt

pulses = [52, 56, 58, 61, 63, 63, 64, 67, 68, 68, 69, 70, 72, 72, 74, 75, 76, 78, 81, 83, 84, 88, 90, 95, 102]
stems = range(5, 11)
fig, ax = plt.subplots(figsize=(5, 4), facecolor="#fffdf5")
for row, stem in enumerate(stems):
    leaves = [p % 10 for p in pulses if p // 10 == stem]
    ax.text(0.7, -row, str(stem), ha="right", va="center", fontsize=15, family="monospace")
    ax.text(1.3, -row, " ".join(map(str, leaves)), va="center", fontsize=15, family="monospace", color="firebrick")
ax.plot([1, 1], [-5.5, 1.2], color="black", lw=1.5)
ax.plot([0, 6], [0.6, 0.6], color="black", lw=1.5)
ax.text(0.7, 0.95, "stem", ha="right", va="center", fontsize=11)
ax.text(1.3, 0.95, "leaf", va="center", fontsize=11)
ax.text(0, -6.3, "Key: 7 | 2 means 72 beats per minute", fontsize=10)
ax.set(xlim=(-0.2, 6.2), ylim=(-6.8, 1.5))
ax.axis("off")
plt.show()
