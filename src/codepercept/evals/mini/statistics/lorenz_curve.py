import matplotlib.pyplot as plt
import numpy as np

shares = np.array([0, 6, 11, 16, 24, 43]) / 100
people = np.linspace(0, 1, 6)
income = np.cumsum(shares)
gini = 1 - ((income[1:] + income[:-1]) * np.diff(people)).sum()
fig, ax = plt.subplots(figsize=(5, 5))
ax.plot([0, 1], [0, 1], color="black", ls="--", label="equality")
ax.plot(people, income, "-o", color="darkmagenta", lw=2, label="Lorenz curve")
ax.fill_between(people, income, people, color="plum", alpha=0.5)
ax.text(0.5, 0.37, "A", fontsize=18, ha="center", va="center")
ax.text(0.75, 0.15, "B", fontsize=18, ha="center", va="center")
ax.set_title(f"Gini = A / (A + B) = {gini:.3f}")
for p, s in zip(people[1:-1], income[1:-1], strict=True):
    ax.annotate(f"{100 * s:.0f}%", (p, s), xytext=(5, -12), textcoords="offset points", fontsize=9)
ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="share of the people", ylabel="share of the income", aspect="equal")
ax.legend(loc="upper left")
plt.show()
