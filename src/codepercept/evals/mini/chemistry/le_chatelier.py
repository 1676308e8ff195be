import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 25, 500)
later = t >= 10
relax = 1 - np.exp(-(t - 10) / 2.5)
nitrogen = np.where(later, 1.8 - 0.3 * relax, 1.0 + 0.2 * np.exp(-t / 2))
hydrogen = np.where(later, 1.6 - 0.9 * relax, 1.6 + 0.6 * np.exp(-t / 2))
ammonia = np.where(later, 0.8 + 0.6 * relax, 0.8 - 0.4 * np.exp(-t / 2))
fig, ax = plt.subplots(figsize=(6.8, 4.3))
for values, name, colour in (
    (hydrogen, "H$_2$", "tab:gray"),
    (nitrogen, "N$_2$", "tab:blue"),
    (ammonia, "NH$_3$", "tab:green"),
):
    ax.plot(t, values, color=colour, lw=2.2, label=name)
ax.axvline(10, color="red", ls="--", lw=1.2)
ax.annotate("N$_2$ added", (10, 1.8), xytext=(12, 2.15), color="red", arrowprops={"arrowstyle": "->", "color": "red"})
ax.set(xlim=(0, 25), ylim=(0, 2.5), xlabel="time in min", ylabel="concentration in mol/L")
ax.set_title(r"N$_2$ + 3 H$_2$ $\rightleftharpoons$ 2 NH$_3$")
ax.legend(loc="upper right")
plt.show()
