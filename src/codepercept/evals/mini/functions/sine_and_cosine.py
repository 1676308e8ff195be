import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 2 * np.pi, 300)
fig, ax = plt.subplots(figsize=(6.5, 3.5))
ax.plot(x, np.sin(x), color="crimson", label=r"$\sin x$")
ax.plot(x, np.cos(x), color="navy", linestyle="--", label=r"$\cos x$")
ax.axhline(0, color="black", linewidth=0.8)
crossing = np.array([np.pi / 4, 5 * np.pi / 4])
ax.plot(crossing, np.sin(crossing), "o", color="goldenrod", markersize=8)
ax.set_xticks(np.arange(5) * np.pi / 2)
ax.set_xticklabels(["0", r"$\pi/2$", r"$\pi$", r"$3\pi/2$", r"$2\pi$"])
ax.set_xlim(0, 2 * np.pi)
ax.set_yticks([-1, 0, 1])
ax.legend(loc="upper center")
ax.grid(linestyle=":")
fig.tight_layout()
plt.show()
