import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 10, 200)
tau, U = 2, 5
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(t, U * (1 - np.exp(-t / tau)), color="seagreen", lw=2.2, label="charging")
ax.plot(t, U * np.exp(-t / tau), color="chocolate", lw=2.2, label="discharging")
ax.axvline(tau, color="gray", linestyle=":")
ax.plot([tau, tau], [U * (1 - np.exp(-1)), U * np.exp(-1)], "ko")
ax.text(tau + 0.2, 3.0, "63%", fontsize=11)
ax.text(tau + 0.2, 1.9, "37%", fontsize=11)
ax.set(xlim=(0, 10), ylim=(0, 5.3), xlabel="time in s", ylabel="voltage in V")
ax.legend(loc="center right")
ax.grid(alpha=0.3)
plt.show()
