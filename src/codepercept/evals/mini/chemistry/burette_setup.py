import matplotlib.pyplot as plt
from matplotlib.patches import Polygon, Rectangle

fig, ax = plt.subplots(figsize=(4.4, 6.2))
ax.add_patch(Rectangle((-2.6, -0.3), 5.2, 0.3, fc="dimgray"))
ax.add_patch(Rectangle((-2.1, 0), 0.18, 9.5, fc="gray"))
ax.add_patch(Rectangle((-2, 6.3), 2.4, 0.22, fc="gray", ec="black"))
ax.add_patch(Rectangle((-0.2, 4), 0.4, 5.4, fc="white", ec="black", lw=1.5))
ax.add_patch(Rectangle((-0.2, 4), 0.4, 3.9, fc="lightblue", ec="black", lw=1.5))
ax.add_patch(Polygon([(-0.08, 4), (0.08, 4), (0.04, 3), (-0.04, 3)], fc="lightblue", ec="black"))
ax.add_patch(Rectangle((-0.4, 3.72), 0.8, 0.16, fc="black"))
for k in range(11):
    y = 9 - 0.45 * k
    ax.plot([-0.2, 0.02 if k % 5 == 0 else -0.08], [y, y], color="black", lw=0.9)
    if k % 5 == 0:
        ax.text(0.3, y, f"{5 * k} mL", fontsize=9, va="center")
ax.add_patch(
    Polygon([(-0.3, 2.6), (0.3, 2.6), (0.3, 1.9), (1.3, 0), (-1.3, 0), (-0.3, 1.9)], fc="white", ec="black", lw=1.5)
)
ax.add_patch(Polygon([(-0.78, 1), (0.78, 1), (1.28, 0.02), (-1.28, 0.02)], fc="pink"))
for y in (2.85, 2.3, 1.7):
    ax.plot(0, y, "o", color="deepskyblue", ms=4)
for x, y, text in ((0.7, 5.6, "NaOH"), (1.4, 0.8, "HCl with\nindicator"), (0.6, 3.75, "tap")):
    ax.text(x, y, text, fontsize=11, va="center")
ax.set(xlim=(-2.8, 3.2), ylim=(-0.5, 9.8), aspect="equal")
ax.axis("off")
plt.show()
