import matplotlib.pyplot as plt
import numpy as np

a, b = 5, 3
c = np.sqrt(a * a - b * b)
t = np.linspace(0, 2 * np.pi, 200)
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(a * np.cos(t), b * np.sin(t), color="midnightblue", lw=2)
P = np.array([a * np.cos(1.1), b * np.sin(1.1)])
ax.plot([-c, P[0], c], [0, P[1], 0], color="orangered", lw=1.8)
ax.plot([-c, c], [0, 0], "o", color="black")
ax.text(-c, -0.6, "$F_1$", ha="center", fontsize=14)
ax.text(c, -0.6, "$F_2$", ha="center", fontsize=14)
ax.text(P[0] + 0.1, P[1] + 0.2, "P", fontsize=14)
ax.set_title(r"$PF_1 + PF_2 = 2a = 10$")
ax.axhline(0, color="gray", lw=0.8, zorder=0)
ax.axvline(0, color="gray", lw=0.8, zorder=0)
ax.set(xlim=(-6, 6), ylim=(-3.6, 3.8), aspect="equal")
plt.show()
