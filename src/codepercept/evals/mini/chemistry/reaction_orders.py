import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 10, 200)
curves = {0: np.clip(1 - 0.1 * t, 0, None), 1: np.exp(-0.2 * t), 2: 1 / (1 + 0.4 * t)}
fig, axes = plt.subplots(1, 3, figsize=(9, 3.2))
for order, c in curves.items():
    colour = ("C0", "C1", "C2")[order]
    axes[0].plot(t, c, color=colour, lw=2, label=f"order {order}")
axes[1].plot(t, np.log(curves[1]), color="C1", lw=2)
axes[2].plot(t, 1 / curves[2], color="C2", lw=2)
for ax, label in zip(axes, ("[A] in mol/L", "ln [A]", "1/[A] in L/mol"), strict=True):
    ax.set_xlabel("time in min")
    ax.set_title(label, fontsize=11)
    ax.set_xlim(0, 10)
    ax.grid(alpha=0.3)
axes[0].legend()
axes[1].text(5, -0.6, "slope $-k$", fontsize=11)
axes[2].text(1, 3.6, "slope $+k$", fontsize=11)
fig.tight_layout()
plt.show()
