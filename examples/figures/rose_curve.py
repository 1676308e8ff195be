"""A rose with five petals in polar coordinates."""

import matplotlib.pyplot as plt
import numpy as np

petals = 5
theta = np.linspace(0, 2 * np.pi, 500)
fig = plt.figure(figsize=(5, 5))
ax = fig.add_subplot(projection="polar")
ax.plot(theta, np.abs(np.cos(petals * theta / 2)), color="deeppink")
ax.set_title("r = |cos(5θ/2)|")
plt.show()
