import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.2, 4.2))
ax.plot([0, 4, 4, 0, 0], [0, 0, 4, 4, 0], color="black", lw=2.5)
ax.plot([0, 4], [2, 2], color="black", lw=2.5)
ax.plot([2, 2], [0, 4], color="black", lw=2.5)
ax.plot([2, 4, 2, 0, 2], [0, 2, 4, 2, 0], color="tab:red", lw=2.5)
ax.plot([1, 3, 3, 1, 1], [1, 1, 3, 3, 1], color="tab:green", lw=2.5)
ax.set_title("How many squares can you find?")
ax.set_xlim(-0.3, 4.3)
ax.set_ylim(-0.3, 4.3)
ax.set_aspect("equal")
ax.axis("off")
plt.show()
