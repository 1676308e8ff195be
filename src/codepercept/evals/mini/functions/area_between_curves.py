import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-2.6, 3.6, 200)
inside = np.linspace(-1, 2, 100)
fig, ax = plt.subplots(figsize=(5.5, 4.8))
ax.plot(x, x**2, color="darkblue", label="$y=x^2$")
ax.plot(x, x + 2, color="darkred", label="$y=x+2$")
ax.fill_between(inside, inside**2, inside + 2, facecolor="lightyellow", edgecolor="goldenrod", hatch="\\\\\\")
for px, py in ((-1, 1), (2, 4)):
    ax.plot(px, py, "ko")
    ax.vlines(px, 0, py, color="gray", linestyle=":")
ax.annotate("(-1, 1)", (-1, 1), xytext=(-55, -4), textcoords="offset points")
ax.annotate("(2, 4)", (2, 4), xytext=(10, -8), textcoords="offset points")
ax.text(-2.3, 6.3, r"$A=\int_{-1}^{2}(x+2-x^2)\,dx=\frac{9}{2}$", fontsize=13)
ax.set_ylim(-2.2, 7.5)
ax.set_xlim(-2.6, 3.6)
ax.axhline(0, color="black", lw=1)
ax.legend(loc="lower right")
plt.show()
