import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.5, 4.5))
place = {"rock": (0, 1), "scissors": (0.95, -0.6), "paper": (-0.95, -0.6)}
for winner, loser in (("rock", "scissors"), ("scissors", "paper"), ("paper", "rock")):
    style = {"arrowstyle": "-|>", "lw": 2.5, "color": "darkred", "shrinkA": 32, "shrinkB": 32, "mutation_scale": 22}
    ax.annotate("", place[loser], place[winner], arrowprops=style)
for name, (x, y) in place.items():
    ax.plot(x, y, "o", ms=58, color="lightcyan", mec="darkslategray", mew=2)
    ax.text(x, y, name, ha="center", va="center", fontsize=11)
ax.text(0, -0.08, "beats", ha="center", style="italic", color="darkred", fontsize=12)
ax.set(xlim=(-1.5, 1.5), ylim=(-1.1, 1.5), aspect="equal")
ax.axis("off")
plt.show()
