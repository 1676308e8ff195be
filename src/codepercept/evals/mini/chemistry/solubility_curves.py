import matplotlib.pyplot as plt

T = [0, 20, 40, 60, 80, 100]
salts = {
    "KNO$_3$": [13, 32, 64, 110, 169, 246],
    "NaNO$_3$": [73, 88, 104, 124, 148, 180],
    "KCl": [28, 34, 40, 46, 51, 57],
    "NaCl": [36, 36, 36, 37, 38, 39],
}
fig, ax = plt.subplots(figsize=(6, 4.6))
for (name, grams), marker in zip(salts.items(), "osD^", strict=True):
    ax.plot(T, grams, marker=marker, lw=1.8, label=name)
ax.set_xlabel(r"temperature in $^\circ$C")
ax.set_ylabel("g of salt in 100 g of water")
ax.set(xlim=(0, 100), ylim=(0, 260))
ax.grid(alpha=0.4)
ax.legend(loc="upper left")
plt.show()
