import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 4))
r, d = 5, 13
touch = np.array([r * r / d, r * np.sqrt(d * d - r * r) / d])
ax.add_patch(plt.Circle((0, 0), r, fc="honeydew", ec="seagreen", lw=2))
ax.plot([touch[0], d, touch[0]], [touch[1], 0, -touch[1]], color="black", lw=2)
ax.plot([0, touch[0]], [0, touch[1]], color="seagreen", lw=1.5)
ax.plot([0, d], [0, 0], color="gray", ls="--")
ax.text(-0.9, -0.4, "O", fontsize=14)
ax.text(d + 0.3, -0.3, "P", fontsize=14)
ax.text(touch[0] - 0.1, touch[1] + 0.6, "T", fontsize=14)
ax.text(0.1, 2.5, "5", fontsize=13)
ax.text(5.5, -1.1, "13", fontsize=13)
ax.text(8, 2.9, "12", fontsize=13)
ax.set(xlim=(-6, 14.5), ylim=(-6, 6.5), aspect="equal")
ax.axis("off")
plt.show()
