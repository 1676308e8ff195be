import matplotlib.pyplot as plt

houses = ["house 1", "house 2", "house 3"]
utilities = {"gas": "gold", "water": "deepskyblue", "power": "tomato"}
fig, ax = plt.subplots(figsize=(6, 4))
for i in range(3):
    for j, colour in enumerate(utilities.values()):
        ax.plot([2 * i, 2 * j], [1, 0], color=colour, lw=2, zorder=0)
for i, name in enumerate(houses):
    ax.add_patch(plt.Rectangle((2 * i - 0.3, 1), 0.6, 0.25, fc="white", ec="black", lw=1.5))
    ax.add_patch(plt.Polygon([(2 * i - 0.38, 1.25), (2 * i + 0.38, 1.25), (2 * i, 1.5)], fc="brown", ec="black"))
    ax.text(2 * i, 1.58, name, ha="center")
for j, (name, colour) in enumerate(utilities.items()):
    ax.plot(2 * j, 0, "o", ms=30, color=colour, mec="black")
    ax.text(2 * j, -0.28, name, ha="center")
ax.set(xlim=(-0.8, 4.8), ylim=(-0.4, 1.8))
ax.axis("off")
plt.show()
