import matplotlib.pyplot as plt
import numpy as np


def f(x):
    return x**2 - 2


fig, ax = plt.subplots(figsize=(6.5, 4.5))
x = np.linspace(0.6, 4.2, 200)
ax.plot(x, f(x), color="black", lw=2)
ax.axhline(0, color="gray", lw=1)
guess = 4.0
for step, colour in enumerate(("tab:red", "tab:orange", "tab:green")):
    following = guess - f(guess) / (2 * guess)
    ax.plot([guess, guess], [0, f(guess)], ls=":", color=colour)
    ax.plot([guess, following], [f(guess), 0], color=colour, lw=1.6, label=f"$x_{step + 1} = {following:.4f}$")
    ax.plot(guess, f(guess), "o", color=colour)
    ax.annotate(f"$x_{step}$", (guess, 0), xytext=(0, -16), textcoords="offset points", ha="center", fontsize=13)
    guess = following
ax.plot(np.sqrt(2), 0, "*", color="blue", ms=12, label=r"root $\sqrt{2}$")
ax.set(xlim=(0.6, 4.4), ylim=(-3, 15), title="Newton's method for $x^2 - 2 = 0$")
ax.legend(loc="upper left")
plt.show()
