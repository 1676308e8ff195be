import matplotlib.pyplot as plt
import numpy as np

n = 7
roots = np.exp(2j * np.pi * np.arange(n) / n)
fig, ax = plt.subplots(figsize=(5, 5))
circle = np.exp(1j * np.linspace(0, 2 * np.pi, 200))
ax.plot(circle.real, circle.imag, color="lightsteelblue")
closed = np.append(roots, roots[0])
ax.plot(closed.real, closed.imag, "-o", color="darkorange", markersize=9)
for k in (1, 2):
    ax.annotate(rf"$\zeta^{k}$", (roots[k].real, roots[k].imag), xytext=(8, 8), textcoords="offset points", fontsize=14)
ax.set(xlim=(-1.4, 1.4), ylim=(-1.4, 1.4), aspect="equal", xlabel="Re", ylabel="Im")
ax.axhline(0, color="gray", lw=0.8)
ax.axvline(0, color="gray", lw=0.8)
ax.set_title(r"$z^7 = 1$")
plt.show()
