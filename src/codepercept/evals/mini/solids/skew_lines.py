from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np

fig = plt.figure(figsize=(5.5, 5))
ax = fig.add_subplot(projection="3d")
size = np.array([4, 3, 3])
corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)]) * size
for p, q in combinations(corners, 2):
    if np.count_nonzero(p - q) == 1:
        ax.plot(*np.array([p, q]).T, color="lightgray", lw=1.2)
lines = {
    "g": ([0, 0, 3], [4, 0, 3], "tab:red"),
    "h": ([4, 0, 0], [4, 3, 0], "tab:blue"),
    "k": ([4, 0, 3], [4, 0, 0], "tab:green"),
}
for name, (start, end, colour) in lines.items():
    start, end = np.array(start), np.array(end)
    style = "--" if name == "k" else "-"
    ax.plot(*np.array([start, end]).T, color=colour, lw=2.8, ls=style)
    ax.text(*(0.5 * (start + end) + (0.15, 0, 0.2)), name, color=colour, fontsize=15)
ax.scatter([4, 4], [0, 0], [3, 0], color="black", s=35, depthshade=False)
ax.set_aspect("equal")
ax.view_init(elev=20, azim=-50)
ax.set_axis_off()
plt.show()
