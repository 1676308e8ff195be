from math import factorial

import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-7, 7, 400)
fig, ax = plt.subplots(figsize=(7, 4.2))
ax.plot(x, np.sin(x), color="black", lw=3, label=r"$\sin x$")
total = np.zeros_like(x)
for degree, style in zip((1, 3, 5, 7), (":", "-.", "--", "-"), strict=True):
    total = total + (-1) ** (degree // 2) * x**degree / factorial(degree)
    ax.plot(x, total, ls=style, lw=1.6, label=f"$T_{degree}$")
ax.set_ylim(-3, 3)
ax.set_xlim(-7, 7)
ax.axhline(0, color="gray", lw=0.7)
ax.axvline(0, color="gray", lw=0.7)
ax.legend(ncol=5, loc="upper center", bbox_to_anchor=(0.5, 1.15), frameon=False)
ax.set_xlabel("$x$")
plt.show()
