"""Charging and discharging of a capacitor."""

import matplotlib.pyplot as plt
import numpy as np

R, C, U = 10e3, 100e-6, 5.0  # ohm, farad, volt
tau = R * C
t = np.linspace(0, 5 * tau, 200)
charging = U * (1 - np.exp(-t / tau))
discharging = U * np.exp(-t / tau)

fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True)
left.plot(t, charging, color="tab:blue")
left.axvline(tau, color="gray", linestyle=":")
left.annotate("63%", xy=(tau, 0.632 * U), xytext=(2.2, 2.2), arrowprops=dict(arrowstyle="->"))
left.set_title("charging")
left.set_ylabel("voltage in V")
right.plot(t, discharging, color="tab:red")
right.set_title("discharging")
for ax in (left, right):
    ax.set_xlabel("time in s")
    ax.grid(True)
fig.suptitle("RC circuit, time constant 1 s")
plt.tight_layout()
plt.show()
