import matplotlib.pyplot as plt
import numpy as np

theta = np.linspace(0, 2 * np.pi, 500)
fig, ax = plt.subplots(figsize=(4.8, 4.8), subplot_kw={"projection": "polar"})
# A negative radius means the opposite direction.
r = np.cos(2 * theta)
ax.plot(np.where(r < 0, theta + np.pi, theta), abs(r), color="deeppink", lw=2)
ax.fill(np.where(r < 0, theta + np.pi, theta), abs(r), color="pink", alpha=0.5)
ax.set_rticks([0.5, 1])
ax.set_rlabel_position(22)
ax.set_thetagrids(range(0, 360, 45))
ax.set_ylim(0, 1.1)
ax.set_title(r"$r = \cos 2\theta$", pad=18)
fig.tight_layout()
plt.show()
