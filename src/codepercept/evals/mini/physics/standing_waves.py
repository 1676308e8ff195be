import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 1, 200)
fig, axes = plt.subplots(4, 1, figsize=(6, 6), sharex=True)
lengths = ["2L", "L", "2L/3", "L/2"]
for n, ax in enumerate(axes, start=1):
    shape = np.sin(n * np.pi * x)
    ax.plot(x, shape, color="tab:blue", lw=2)
    ax.plot(x, -shape, color="tab:blue", lw=1, ls="--")
    ax.fill_between(x, shape, -shape, color="tab:blue", alpha=0.1)
    nodes = np.arange(n + 1) / n
    ax.plot(nodes, 0 * nodes, "o", color="crimson", ms=7, clip_on=False)
    ax.text(1.04, 0, f"n = {n}\n" + rf"$\lambda$ = {lengths[n - 1]}", va="center", fontsize=11)
    ax.set_ylim(-1.2, 1.2)
    ax.axis("off")
ax.set_xlim(0, 1)
fig.suptitle("Standing waves on a string of length L")
fig.subplots_adjust(left=0.08, right=0.8, hspace=0.15)
plt.show()
