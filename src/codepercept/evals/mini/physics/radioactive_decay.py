import matplotlib.pyplot as plt
import numpy as np

days = np.linspace(0, 40, 200)
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(days, 100 * 0.5 ** (days / 8), color="darkgreen", lw=2.2)
half_lives = np.array([8, 16, 24])
left = 100 * 0.5 ** (half_lives / 8)
ax.vlines(half_lives, 0, left, color="gray", linestyles="--")
ax.hlines(left, 0, half_lives, color="gray", linestyles="--")
ax.plot(half_lives, left, "o", color="darkorange", ms=8)
ax.set_yticks([0, 12.5, 25, 50, 75, 100])
ax.set_xticks(range(0, 41, 8))
ax.set(xlim=(0, 40), ylim=(0, 105), xlabel="time in days", ylabel="activity left in %")
ax.set_title("Iodine-131")
plt.show()
