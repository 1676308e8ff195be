import matplotlib.pyplot as plt
import numpy as np

L, C, U = 10e-3, 1e-6, 5
f = np.linspace(200, 4000, 600)
w = 2 * np.pi * f
resonance = 1 / (2 * np.pi * np.sqrt(L * C))
fig, ax = plt.subplots(figsize=(6.5, 4.3))
for R, style in ((20, "-"), (50, "--"), (100, ":")):
    current = U / np.hypot(R, w * L - 1 / (w * C))
    Q = np.sqrt(L / C) / R
    ax.plot(f, 1000 * current, style, lw=2, color="indigo", label=rf"R = {R} $\Omega$, Q = {Q:.0f}")
    ax.plot(resonance, 1000 * U / R, "o", color="crimson")
ax.axvline(resonance, color="crimson", lw=1)
ax.text(resonance + 50, 262, f"$f_0$ = {resonance:.0f} Hz", color="crimson")
ax.set(xlim=(200, 4000), ylim=(0, 280), xlabel="frequency in Hz", ylabel="current in mA")
ax.legend(loc="upper right")
ax.grid(alpha=0.3)
plt.show()
