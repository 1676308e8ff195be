"""Three throws with the same speed at different angles."""

import matplotlib.pyplot as plt
import numpy as np

speed = 20.0  # m/s
gravity = 9.81  # m/s^2
angles = [30, 45, 60]  # degrees

fig, ax = plt.subplots(figsize=(7, 4))
for angle in angles:
    theta = np.radians(angle)
    flight_time = 2 * speed * np.sin(theta) / gravity
    t = np.linspace(0, flight_time, 60)
    x = speed * np.cos(theta) * t
    y = speed * np.sin(theta) * t - gravity * t**2 / 2
    ax.plot(x, y, label=f"{angle}°")

ax.axhline(0, color="black", linewidth=1)
ax.set_xlabel("distance in m")
ax.set_ylabel("height in m")
ax.set_title("Projectile motion at 20 m/s")
ax.legend(title="launch angle")
ax.grid(True, alpha=0.4)
plt.show()
