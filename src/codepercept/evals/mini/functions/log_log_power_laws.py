import matplotlib.pyplot as plt
import numpy as np

x = np.logspace(-1, 2, 50)
fig, ax = plt.subplots(figsize=(5.5, 4.5))
for exponent, style in ((-1, ":"), (0.5, "-."), (1, "--"), (2, "-")):
    ax.loglog(x, x**exponent, style, linewidth=2, label=f"$y = x^{{{exponent}}}$")
ax.plot(1, 1, "ko", markersize=8)
ax.annotate("all pass through (1, 1)", (1, 1), xytext=(0.12, 60), arrowprops={"arrowstyle": "->"})
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.set_ylim(1e-2, 1e4)
ax.grid(True, which="both", alpha=0.25)
ax.legend(loc="upper left", title="power law", ncol=2)
fig.tight_layout()
plt.show()
