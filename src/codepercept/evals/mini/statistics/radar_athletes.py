import matplotlib.pyplot as plt
import numpy as np

skills = ["speed", "strength", "stamina", "technique", "agility", "tactics"]
athletes = {"Ada": [8, 5, 9, 7, 8, 6], "Ben": [6, 9, 5, 8, 6, 8]}
angle = np.linspace(0, 2 * np.pi, len(skills), endpoint=False)
closed = np.append(angle, angle[0])
fig, ax = plt.subplots(figsize=(5.5, 5), subplot_kw={"projection": "polar"})
for (name, scores), colour in zip(athletes.items(), ("tab:cyan", "tab:pink"), strict=True):
    values = np.append(scores, scores[0])
    ax.plot(closed, values, "o-", color=colour, lw=2, label=name)
    ax.fill(closed, values, color=colour, alpha=0.25)
ax.set_xticks(angle, skills)
ax.tick_params(axis="x", pad=12)
ax.set_theta_offset(np.pi / 2)
ax.set_ylim(0, 10)
ax.set_yticks([2, 4, 6, 8, 10])
ax.set_rlabel_position(30)
ax.legend(loc="upper left", bbox_to_anchor=(0.98, 1.08))
fig.tight_layout()
plt.show()
