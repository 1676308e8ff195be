"""A helix with three turns and its axis."""

import matplotlib.pyplot as plt
import numpy as np

radius, pitch, turns = 1.0, 0.8, 3
t = np.linspace(0, 2 * np.pi * turns, 240)

fig = plt.figure(figsize=(5, 5.5))
ax = fig.add_subplot(projection="3d")
ax.plot(radius * np.cos(t), radius * np.sin(t), pitch * t / (2 * np.pi), color="purple", linewidth=2)
ax.plot([0, 0], [0, 0], [0, pitch * turns], color="gray", linestyle="--")
ax.set_xlabel("x")
ax.set_ylabel("y")
ax.set_zlabel("z")
ax.set_title("Helix with three turns")
ax.view_init(elev=20, azim=-50)
plt.show()
