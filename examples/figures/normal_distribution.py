"""The area within one standard deviation of the mean."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm

x = np.linspace(-4, 4, 300)
inside = np.linspace(-1, 1, 100)

fig, ax = plt.subplots(figsize=(7, 3.8))
ax.plot(x, norm.pdf(x), color="black")
ax.fill_between(inside, norm.pdf(inside), color="skyblue", alpha=0.7)
ax.text(0, 0.15, "68.3%", ha="center", fontsize=13)
ax.set_xticks([-3, -2, -1, 0, 1, 2, 3], ["-3σ", "-2σ", "-σ", "μ", "σ", "2σ", "3σ"])
ax.set_yticks([])
ax.set_title("Normal distribution")
for side in ("left", "right", "top"):
    ax.spines[side].set_visible(False)
plt.show()
