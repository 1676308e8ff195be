import matplotlib.pyplot as plt
import numpy as np

u = np.linspace(-1, 2.2, 400)
silicon = 1e-9 * (np.exp(u / 0.045) - 1)
led = 1e-11 * (np.exp(u / 0.09) - 1)
fig, ax = plt.subplots(figsize=(5.5, 4))
ax.plot(u, 1000 * silicon, color="black", lw=2, label="silicon diode")
ax.plot(u, 1000 * led, color="red", lw=2, label="red LED")
ax.axhline(20, color="gray", linestyle="--")
ax.text(-0.9, 20.7, "20 mA", color="gray")
ax.set_ylim(-3, 30)
ax.set_xlim(-1, 2.2)
ax.set_xlabel("voltage in V")
ax.set_ylabel("current in mA")
ax.legend(loc="center left")
ax.grid(alpha=0.3)
plt.show()
