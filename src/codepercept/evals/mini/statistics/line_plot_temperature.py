import matplotlib.pyplot as plt

months = list("JFMAMJJASOND")
oslo = [-4, -3, 1, 6, 12, 16, 18, 17, 12, 7, 1, -3]
cairo = [14, 15, 18, 22, 26, 28, 29, 29, 27, 24, 20, 15]
fig, ax = plt.subplots(figsize=(6.5, 4))
positions = range(12)
ax.plot(positions, cairo, "s-", color="goldenrod", label="Cairo")
ax.plot(positions, oslo, "o-", color="steelblue", label="Oslo")
ax.fill_between(positions, oslo, cairo, color="lightgray", alpha=0.4)
ax.axhline(0, color="black", linewidth=0.8)
ax.set_xticks(positions, months)
ax.set_ylabel(r"mean temperature in $^\circ$C")
ax.set_ylim(-8, 34)
ax.legend()
ax.grid(alpha=0.4)
plt.show()
