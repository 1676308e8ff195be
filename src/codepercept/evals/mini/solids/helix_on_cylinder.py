import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 6 * np.pi, 400)
fig = plt.figure(figsize=(4.8, 5.5))
ax = fig.add_subplot(projection="3d")
a, z = np.meshgrid(np.linspace(0, 2 * np.pi, 40), [0, 6])
ax.plot_surface(np.cos(a), np.sin(a), z, color="lightgray", alpha=0.3, linewidth=0)
ax.plot(np.cos(t), np.sin(t), t / np.pi, color="crimson", lw=2.5)
for turn in range(4):
    ax.scatter(1, 0, 2 * turn, color="navy", s=40, depthshade=False)
ax.plot([1, 1], [0, 0], [2, 4], color="navy", lw=2)
ax.text(1.4, 0.5, 3, "pitch 2", color="navy", fontsize=12)
ax.plot([0, 0], [0, 0], [-0.4, 6.6], color="black", ls="-.", lw=1)
ax.set_box_aspect((1, 1, 2.2), zoom=1.1)
ax.view_init(elev=16, azim=-35)
ax.set_axis_off()
plt.show()
