import matplotlib.pyplot as plt
import numpy as np

Ka, volume, molar = 1.8e-5, 25.0, 0.1
added = np.linspace(0.02, 50, 1000)
total = volume + added
acid, sodium = molar * volume / total, molar * added / total
low, high = np.full_like(added, 0.0), np.full_like(added, 14.0)
# The balance of charge grows with pH, so bisection finds the pH of every point.
for _ in range(60):
    ph = (low + high) / 2
    h = 10.0**-ph
    excess = sodium + h - 1e-14 / h - acid * Ka / (Ka + h)
    low, high = np.where(excess > 0, ph, low), np.where(excess > 0, high, ph)
fig, ax = plt.subplots(figsize=(6.2, 4.5))
ax.plot(added, ph, color="darkblue", lw=2.2)
ax.axhspan(8.2, 10, color="violet", alpha=0.35, label="phenolphthalein")
ax.axhspan(3.1, 4.4, color="orange", alpha=0.3, label="methyl orange")
for v, name in ((12.5, "half-way: pH = p$K_a$"), (25, "equivalence")):
    p = np.interp(v, added, ph)
    ax.plot(v, p, "o", color="crimson", ms=7)
    ax.annotate(f"{name}\n({v:g} mL, pH {p:.2f})", (v, p), xytext=(12, -26), textcoords="offset points", fontsize=9)
ax.set(xlim=(0, 50), ylim=(0, 14), xlabel="NaOH added in mL", ylabel="pH", yticks=range(0, 15, 2))
ax.legend(loc="lower right")
ax.grid(alpha=0.3)
plt.show()
