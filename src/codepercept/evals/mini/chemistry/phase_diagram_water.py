import matplotlib.pyplot as plt
import numpy as np

T = np.linspace(180, 273.16, 100)
sublimation = 611.7 * np.exp(51059 / 8.314 * (1 / 273.16 - 1 / T))
T2 = np.linspace(273.16, 647, 200)
vapour = 611.7 * np.exp(41500 / 8.314 * (1 / 273.16 - 1 / T2))
fig, ax = plt.subplots(figsize=(6.5, 4.8))
melting_p = np.logspace(np.log10(611.7), 9, 50)
melting_T = 273.16 - melting_p / 1.3e7
inside = melting_T > 180
ax.semilogy(T, sublimation, color="tab:blue", lw=2)
ax.semilogy(T2, vapour, color="tab:red", lw=2)
ax.semilogy(melting_T[inside], melting_p[inside], color="tab:green", lw=2)
ax.axhline(101325, color="gray", ls="--", lw=1)
ax.text(560, 1.3e5, "1 atm", color="gray")
ax.plot(273.16, 611.7, "ko", ms=8)
ax.annotate("triple point\n273.16 K, 611.7 Pa", (273.16, 611.7), xytext=(330, 12), arrowprops={"arrowstyle": "->"})
ax.plot(647, vapour[-1], "k*", ms=13)
ax.annotate("critical point", (647, vapour[-1]), xytext=(520, 3e8), arrowprops={"arrowstyle": "->"})
for x, y, name in ((212, 2e5, "ice"), (370, 1e7, "water"), (500, 2e3, "steam")):
    ax.text(x, y, name, fontsize=16, ha="center")
ax.set(xlim=(180, 700), ylim=(1, 1e9), xlabel="temperature in K", ylabel="pressure in Pa")
plt.show()
