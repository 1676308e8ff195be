import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 3))
for x, symbol in ((-2, "O"), (0, "C"), (2, "O")):
    ax.text(x, 0, symbol, ha="center", va="center", fontsize=30)
for y in (-0.12, 0.12):
    ax.plot([-1.5, -0.5], [y, y], color="black", lw=2.5)
    ax.plot([0.5, 1.5], [y, y], color="black", lw=2.5)
x = [-2.15, -1.85, -2.15, -1.85, 1.85, 2.15, 1.85, 2.15]
y = [0.6, 0.6, -0.6, -0.6, 0.6, 0.6, -0.6, -0.6]
ax.plot(x, y, "o", color="tab:red", ms=8)
ax.set_xlim(-3, 3)
ax.set_ylim(-1.2, 1.2)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
