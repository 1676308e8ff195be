import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(-2, 6, 200)
fig, ax = plt.subplots(figsize=(5, 4.5))
ax.plot(x, (x - 2) ** 2 - 4, color="tab:blue", linewidth=2)
ax.axvline(2, color="gray", linestyle="--")
ax.plot([0, 4], [0, 0], "o", color="tab:red")
ax.plot(2, -4, "s", color="tab:green")
ax.annotate("vertex (2, -4)", (2, -4), xytext=(3, -5.5), arrowprops={"arrowstyle": "->"})
ax.set_title("$f(x) = x^2 - 4x$")
ax.set_xlabel("x")
ax.set_ylabel("f(x)")
ax.set_ylim(-6, 8)
ax.axhline(0, color="black", linewidth=0.8)
ax.grid(True, alpha=0.4)
plt.show()
