import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**2 / 4 + 1


a, b, n = 0, 4, 8
edges = np.linspace(a, b, n + 1)
width = (b - a) / n
fine = np.linspace(a, b, 200)
fig, axes = plt.subplots(1, 2, figsize=(8.5, 3.8), sharey=True)
for ax, corner, name, colour in ((axes[0], edges[:-1], "left", "#9ecae1"), (axes[1], edges[1:], "right", "#fdae6b")):
    ax.bar(edges[:-1], f(corner), width=width, align="edge", color=colour, edgecolor="black", linewidth=0.8)
    ax.plot(fine, f(fine), color="black", lw=2)
    ax.plot(corner, f(corner), "o", color="black", ms=4)
    ax.set_title(f"{name} sum = {width * f(corner).sum():.3f}")
    ax.set_xlabel("x")
    ax.set_xticks(range(5))
axes[0].set_ylabel(r"$f(x) = \frac{x^2}{4} + 1$")
exact = b**3 / 12 + b
fig.suptitle(rf"$\int_0^4 f(x)\,dx = {exact:.3f}$")
fig.tight_layout()
plt.show()
