import matplotlib.pyplot as plt
import numpy as np

first = np.radians(50)
second = np.arcsin(np.sin(first) / 1.5)
fig, ax = plt.subplots(figsize=(4.8, 4.8))
ax.axhspan(-1, 0, color="lightblue", alpha=0.6)
ax.axvline(0, color="gray", linestyle="--")
ax.annotate("", (0, 0), (-np.sin(first), np.cos(first)), arrowprops={"arrowstyle": "-|>", "color": "red", "lw": 2})
ax.annotate("", (np.sin(second), -np.cos(second)), (0, 0), arrowprops={"arrowstyle": "-|>", "color": "red", "lw": 2})
ax.text(-0.23, 0.42, r"$50^\circ$", fontsize=13)
ax.text(0.03, -0.62, f"{np.degrees(second):.1f}" + r"$^\circ$", fontsize=13)
ax.text(0.25, 0.85, "air, n = 1.00", fontsize=11)
ax.text(-0.9, -0.9, "glass, n = 1.50", fontsize=11)
ax.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal", xticks=[], yticks=[])
plt.show()
