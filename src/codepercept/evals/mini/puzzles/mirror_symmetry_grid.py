import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 4.5))
x = [0, -1, -1, -3, -3, -2, -2, 0]
y = [6, 6, 4, 4, 2, 2, 1, 1]
ax.plot(x, y, color="tab:blue", linewidth=3)
ax.fill(x, y, color="lightblue", alpha=0.7)
ax.axvline(0, color="red", linestyle="--", linewidth=2)
ax.text(0.15, 6.6, "axis", color="red", fontsize=12)
ax.set_xticks(range(-4, 5))
ax.set_yticks(range(8))
ax.grid(color="silver")
ax.tick_params(labelbottom=False, labelleft=False, length=0)
ax.set(xlim=(-4, 4), ylim=(0, 7), aspect="equal")
plt.show()
