import matplotlib.pyplot as plt
import numpy as np

n = 5
edges = np.linspace(0, 2, n + 1)
width = edges[1] - edges[0]
x, y = np.meshgrid(edges[:-1], edges[:-1])
x, y = x.ravel(), y.ravel()
height = 9 - (x + width / 2) ** 2 - (y + width / 2) ** 2
fig = plt.figure(figsize=(6, 5.4))
ax = fig.add_subplot(projection="3d")
ax.bar3d(x, y, 0, width, width, height, color=plt.cm.YlGn(height / 10), edgecolor="black", linewidth=0.5)
ax.set(xlabel="x", ylabel="y", xticks=[0, 1, 2], yticks=[0, 1, 2], zlim=(0, 10))
ax.set_zlabel("z", labelpad=0)
ax.set_title(rf"$\sum (9 - x^2 - y^2)\,\Delta A$ = {(height * width**2).sum():.2f}", fontsize=12)
ax.view_init(elev=28, azim=35)
plt.show()
