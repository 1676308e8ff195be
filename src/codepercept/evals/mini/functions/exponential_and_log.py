import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-3, 3, 200)
y = 2.0**x
fig, ax = plt.subplots(figsize=(5.5, 5.5))
ax.plot(x, y, color="#d62728", lw=2.2, label=r"$y = 2^x$")
ax.plot(y, x, color="#1f77b4", lw=2.2, label=r"$y = \log_2 x$")
ax.plot([-3, 8], [-3, 8], color="black", ls=":", lw=1.2, label="$y = x$")
for k in range(-1, 3):
    ax.plot([k, 2.0**k], [2.0**k, k], color="gray", lw=0.8)
    ax.plot(k, 2.0**k, "o", color="#d62728", ms=6)
    ax.plot(2.0**k, k, "o", color="#1f77b4", ms=6)
ax.axhline(0, color="black", lw=1)
ax.axvline(0, color="black", lw=1)
ax.set(xlim=(-3, 6), ylim=(-3, 6), aspect="equal", xlabel="x", ylabel="y")
ax.grid(alpha=0.25)
ax.legend(loc="lower right")
plt.show()
