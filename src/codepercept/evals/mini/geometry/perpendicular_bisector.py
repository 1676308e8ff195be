import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Arc

fig, ax = plt.subplots(figsize=(4.5, 4.5))
ax.plot([-2, 2], [0, 0], color="black", lw=2)
for x, turn in ((-2, 0), (2, 180)):
    for side in (48, -48):
        middle = turn + (side if x < 0 else -side)
        ax.add_patch(Arc((x, 0), 6, 6, theta1=middle - 14, theta2=middle + 14, color="tab:blue", lw=1.5))
height = np.sqrt(9 - 4)
ax.plot([0, 0], [-height - 0.6, height + 0.6], color="tab:red", lw=2)
ax.plot([0, 0.3, 0.3], [0.3, 0.3, 0], color="black", lw=1)
ax.text(-2.35, -0.1, "A", fontsize=14)
ax.text(2.15, -0.1, "B", fontsize=14)
ax.text(-0.4, -0.45, "M", fontsize=14)
ax.set(xlim=(-3, 3), ylim=(-3.3, 3.3), aspect="equal")
ax.axis("off")
plt.show()
