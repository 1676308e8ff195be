import matplotlib.pyplot as plt
import numpy as np

pieces = [
    (np.array([-3, -1]), lambda x: x + 3, (True, False)),
    (np.linspace(-1, 2, 80), lambda x: x**2 - 1, (True, True)),
    (np.array([2, 4]), lambda x: 1 + 0 * x, (False, True)),
]
fig, ax = plt.subplots(figsize=(6, 4))
for (x, rule, closed), colour in zip(pieces, ("#e41a1c", "#377eb8", "#4daf4a"), strict=True):
    ax.plot(x, rule(x), color=colour, lw=2.5)
    for end, filled in zip((x[0], x[-1]), closed, strict=True):
        ax.plot(end, rule(end), "o", ms=8, mec=colour, mfc=colour if filled else "white", mew=2, zorder=3)
ax.set_xticks(range(-3, 5))
ax.set_yticks(range(-2, 5))
ax.set(xlim=(-3.5, 4.5), ylim=(-2, 4.3))
ax.grid(True, color="0.88")
ax.axhline(0, color="0.3", lw=1)
ax.axvline(0, color="0.3", lw=1)
ax.set_title("A function in three pieces")
plt.show()
