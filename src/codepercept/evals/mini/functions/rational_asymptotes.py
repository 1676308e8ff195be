import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return (x**2 - 3) / (x - 1)


fig, ax = plt.subplots(figsize=(6, 5))
for lo, hi in ((-5, 0.9), (1.1, 7)):
    x = np.linspace(lo, hi, 300)
    ax.plot(x, f(x), color="teal", lw=2)
ax.axvline(1, color="tomato", ls="--", label="x = 1")
x = np.array([-5, 7])
ax.plot(x, x + 1, color="orange", ls="-.", label="y = x + 1")
for zero in (-np.sqrt(3), np.sqrt(3)):
    ax.plot(zero, 0, "o", mfc="white", mec="teal", ms=8, mew=2)
ax.plot(0, f(0), "D", color="teal")
ax.annotate("(0, 3)", (0, 3), xytext=(-38, 4), textcoords="offset points")
ax.axhline(0, color="black", lw=0.8)
ax.axvline(0, color="black", lw=0.8)
ax.set(xlim=(-5, 7), ylim=(-8, 10))
ax.set_title(r"$f(x)=\frac{x^2-3}{x-1}$", fontsize=16, pad=10)
ax.legend(loc="lower right")
ax.grid(ls=":", alpha=0.6)
plt.show()
