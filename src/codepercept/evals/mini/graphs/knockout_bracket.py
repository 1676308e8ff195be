import matplotlib.pyplot as plt

rounds = [
    ["Ann", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gil", "Hana"],
    ["Ann", "Cleo", "Finn", "Hana"],
    ["Cleo", "Hana"],
    ["Cleo"],
]
fig, ax = plt.subplots(figsize=(7, 4.5))
for stage, players in enumerate(rounds):
    gap = 2**stage
    for k, name in enumerate(players):
        y = -(gap * k + (gap - 1) / 2)
        ax.plot([2 * stage, 2 * stage + 1.7], [y, y], color="black", lw=1.5)
        winner = stage < 3 and name in rounds[stage + 1]
        ax.text(2 * stage + 0.1, y + 0.12, name, weight="bold" if winner or stage == 3 else "normal", fontsize=12)
        if stage < 3 and k % 2 == 0:
            ax.plot([2 * stage + 1.7] * 2, [y, y - gap], color="black", lw=1.5)
            ax.plot([2 * stage + 1.7, 2 * stage + 2], [y - gap / 2] * 2, color="black", lw=1.5)
for stage, title in enumerate(("quarter-finals", "semi-finals", "final", "winner")):
    ax.text(2 * stage + 0.1, 0.9, title, color="tab:blue", style="italic")
ax.set(xlim=(-0.2, 8), ylim=(-7.5, 1.4))
ax.axis("off")
plt.show()
