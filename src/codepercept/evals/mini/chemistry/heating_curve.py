import matplotlib.pyplot as plt

energy = [0, 42, 376, 796, 3056, 3150]
temperature = [-20, 0, 0, 100, 100, 150]
fig, ax = plt.subplots(figsize=(6.5, 4))
ax.plot(energy, temperature, "-o", color="crimson", lw=2.2)
ax.axhline(0, color="lightblue", zorder=0)
ax.axhline(100, color="lightblue", zorder=0)
ax.text(210, 7, "melting", ha="center", fontsize=11)
ax.text(1900, 107, "boiling", ha="center", fontsize=11)
ax.text(680, 40, "water warms", fontsize=11)
ax.set_xlabel("energy supplied in kJ")
ax.set_ylabel(r"temperature in $^\circ$C")
ax.set(xlim=(-50, 3400), ylim=(-30, 160))
fig.tight_layout()
plt.show()
