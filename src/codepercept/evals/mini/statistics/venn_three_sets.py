import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 5.5))
ax.add_patch(plt.Rectangle((-2.5, -2.35), 5, 4.6, fill=False, lw=1.5))
sets = {"English": (90, "tab:red"), "French": (210, "tab:blue"), "German": (330, "tab:green")}
for degrees, colour in sets.values():
    t = np.radians(degrees)
    centre = 0.75 * np.array([np.cos(t), np.sin(t)])
    ax.add_patch(plt.Circle(centre, 1.15, facecolor=colour, edgecolor="black", alpha=0.3, lw=1.5))
for (x, y), name in zip([(1.35, 1.6), (-1.8, -1.75), (1.8, -1.75)], sets, strict=True):
    ax.text(x, y, name, ha="center", fontsize=12)
counts = {90: 28, 210: 15, 330: 12, 30: 9, 150: 14, 270: 6}
for degrees, count in counts.items():
    t = np.radians(degrees)
    radius = 1.15 if degrees % 120 == 90 else 0.85
    ax.text(radius * np.cos(t), radius * np.sin(t), str(count), ha="center", va="center", fontsize=14)
ax.text(0, 0, "5", ha="center", va="center", fontsize=16, weight="bold")
ax.text(2.1, 1.9, "11", fontsize=14, ha="center")
ax.text(-2.35, 1.9, "U (100 students)", fontsize=10)
ax.set(xlim=(-2.7, 2.7), ylim=(-2.5, 2.4), aspect="equal")
ax.axis("off")
plt.show()
