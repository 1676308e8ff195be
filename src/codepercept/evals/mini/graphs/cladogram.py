import matplotlib.pyplot as plt

animals = ["lamprey", "trout", "frog", "lizard", "cat"]
characters = ["jaws", "four limbs", "amniotic egg", "hair"]
fig, ax = plt.subplots(figsize=(7, 4.5))
top = 5
ax.plot([0, 5], [0, top], color="saddlebrown", lw=3)
for k, animal in enumerate(animals[:-1]):
    fork = 0.6 + k
    ax.plot([fork, fork - (top - fork)], [fork, top], color="saddlebrown", lw=3)
    ax.text(2 * fork - top, top + 0.15, animal, ha="center", fontsize=12)
    ax.plot([fork + 0.4, fork + 0.6], [fork + 0.6, fork + 0.4], color="black", lw=2)
    ax.text(fork + 0.75, fork + 0.3, characters[k], fontsize=11, color="tab:blue", va="center")
ax.text(5, top + 0.15, animals[-1], ha="center", fontsize=12)
ax.set(xlim=(-4.6, 6), ylim=(-0.2, 5.6))
ax.axis("off")
plt.show()
