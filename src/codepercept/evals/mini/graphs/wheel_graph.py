import matplotlib.pyplot as plt
import numpy as np

angle = np.radians(60 * np.arange(7))
x, y = np.cos(angle), np.sin(angle)
fig, ax = plt.subplots(figsize=(4, 4))
for k in range(6):
    ax.plot([0, x[k]], [0, y[k]], color="tab:gray", lw=2)
ax.plot(x, y, "-o", color="tab:blue", lw=2.5, ms=14)
ax.plot(0, 0, "s", color="tab:red", ms=16)
ax.set_title("$W_7$: degree 6 at the hub, 3 on the rim", fontsize=11)
ax.set(xlim=(-1.3, 1.3), ylim=(-1.2, 1.2), aspect="equal")
ax.axis("off")
fig.tight_layout()
plt.show()
