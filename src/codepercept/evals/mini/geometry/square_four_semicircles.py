import matplotlib.pyplot as plt
import numpy as np

side = 10
t = np.linspace(0, np.pi / 2, 60)
fig, ax = plt.subplots(figsize=(5, 5))
ax.add_patch(plt.Rectangle((0, 0), side, side, fc="#fff7ec", ec="black", lw=2))
# A petal from a corner to the centre lies between two arcs of radius side / 2.
for quarter in range(4):
    turn = np.array([[0, -1], [1, 0]])
    arc = np.stack([side / 2 * (1 - np.cos(t)), side / 2 * np.sin(t)])
    petal = np.concatenate([arc, arc[::-1, ::-1]], axis=1) - side / 2
    petal = np.linalg.matrix_power(turn, quarter) @ petal + side / 2
    ax.fill(*petal, facecolor="#8c96c6", edgecolor="#6e016b", hatch="///", linewidth=1.5)
for centre, start in (((5, 0), 0), ((10, 5), 90), ((5, 10), 180), ((0, 5), 270)):
    s = np.radians(start + np.linspace(0, 180, 120))
    ax.plot(centre[0] + 5 * np.cos(s), centre[1] + 5 * np.sin(s), color="#6e016b", lw=1.5)
ax.annotate("", (0, -0.8), (10, -0.8), arrowprops={"arrowstyle": "<->"})
ax.text(5, -1.5, "10 cm", ha="center", fontsize=13)
for x, y, name in ((-0.5, -0.3, "A"), (10.5, -0.3, "B"), (10.5, 10.2, "C"), (-0.5, 10.2, "D")):
    ax.text(x, y, name, fontsize=14, ha="center")
ax.set(xlim=(-1.2, 11.2), ylim=(-2, 11.2), aspect="equal")
ax.axis("off")
plt.show()
