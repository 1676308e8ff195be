import matplotlib.pyplot as plt
import numpy as np

z = np.linspace(0, 4 * np.pi, 200)
samples = np.linspace(0, 4 * np.pi, 33)
fig = plt.figure(figsize=(7, 4.8))
ax = fig.add_subplot(projection="3d")
ax.plot(z, 0 * z, np.sin(z), color="red", lw=2, label="E")
ax.plot(z, np.sin(z), 0 * z, color="blue", lw=2, label="B")
for s in samples:
    ax.plot([s, s], [0, 0], [0, np.sin(s)], color="red", lw=0.8)
    ax.plot([s, s], [0, np.sin(s)], [0, 0], color="blue", lw=0.8)
ax.plot([0, 14], [0, 0], [0, 0], color="black", lw=1.5)
ax.text(14.3, 0, 0, "z", fontsize=13)
ax.text(1.5, 0, 1.2, "E", color="red", fontsize=13)
ax.text(1.5, 1.3, 0, "B", color="blue", fontsize=13)
ax.set(xlim=(0, 14), ylim=(-1.5, 1.5), zlim=(-1.5, 1.5))
ax.set_box_aspect((2.4, 1, 1), zoom=1.35)
ax.view_init(elev=22, azim=-65)
ax.set_axis_off()
fig.subplots_adjust(left=0, right=1, bottom=0, top=1)
plt.show()
