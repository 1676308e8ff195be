import matplotlib.pyplot as plt
import numpy as np

# Vapour pressures in mmHg from Antoine's equation, mixed by Raoult's law.
bubble = np.linspace(110.6, 80.1, 200)
benzene = 10 ** (6.90565 - 1211.033 / (bubble + 220.79))
toluene = 10 ** (6.95464 - 1344.8 / (bubble + 219.482))
xs = (760 - toluene) / (benzene - toluene)
dew_x = xs * benzene / 760
fig, ax = plt.subplots(figsize=(6, 4.8))
ax.plot(xs, bubble, color="tab:blue", lw=2.2, label="liquid")
ax.plot(dew_x, bubble, color="tab:red", lw=2.2, label="vapour")
x = 0.15
for _ in range(4):
    T = np.interp(x, xs, bubble)
    vapour = np.interp(x, xs, dew_x)
    ax.plot([x, vapour], [T, T], color="black", lw=1.3)
    ax.plot([vapour, vapour], [T, np.interp(vapour, xs, bubble)], color="black", lw=1.3)
    ax.plot(x, T, "ko", ms=5)
    x = vapour
ax.plot([0.15, 0.15], [75, np.interp(0.15, xs, bubble)], color="gray", ls="--")
ax.text(0.17, 76.5, "start: 15% benzene", fontsize=10)
ax.set(xlim=(0, 1), ylim=(75, 115), xlabel="mole fraction of benzene", ylabel=r"temperature in $^\circ$C")
ax.set_title("Benzene and toluene at 1 atm")
ax.legend()
plt.show()
