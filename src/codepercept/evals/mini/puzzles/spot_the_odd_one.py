import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(7.5, 3))
turns = np.radians([90, 45, 0, -45, 90, -135])
x = np.arange(6)
ax.quiver(x, 0 * x, np.cos(turns), np.sin(turns), pivot="middle", scale=9, width=0.012, color="darkslateblue")
ax.scatter(x, 0 * x, s=3800, facecolors="none", edgecolors="gray", linewidths=1.5)
for k, letter in enumerate("ABCDEF"):
    ax.text(k, -0.85, letter, ha="center", fontsize=14)
ax.set_title("Which arrow breaks the pattern?")
ax.set(xlim=(-0.6, 5.6), ylim=(-1.1, 0.9))
ax.axis("off")
plt.show()
