import matplotlib.pyplot as plt
import numpy as np

T = np.array([300, 310, 320, 335, 350])
k = np.array([0.0021, 0.0046, 0.0097, 0.0270, 0.0702])
x, y = 1000 / T, np.log(k)
slope, intercept = np.polyfit(x, y, 1)
fig, ax = plt.subplots(figsize=(5.5, 4.2))
ax.plot(x, y, "o", color="black", ms=8)
ends = np.array([2.8, 3.4])
ax.plot(ends, slope * ends + intercept, color="tab:red", lw=1.8)
ax.text(3.08, -3.3, f"slope {slope:.2f}\n" + f"$E_a$ = {-8.314 * slope:.0f} kJ/mol", fontsize=12)
ax.set_xlabel(r"1000 K / T")
ax.set_ylabel(r"$\ln(k \cdot s)$")
ax.set(xlim=(2.8, 3.4), ylim=(-6.6, -2.2))
ax.grid(ls=":")
fig.tight_layout()
plt.show()
