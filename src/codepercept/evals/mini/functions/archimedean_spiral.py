import matplotlib.pyplot as plt
import numpy as np

theta = np.linspace(0, 6 * np.pi, 600)
fig = plt.figure(figsize=(5, 5.2))
ax = fig.add_subplot(projection="polar")
ax.plot(theta, theta / (2 * np.pi), color="saddlebrown", lw=2)
for turn, colour in ((1, "tab:red"), (2, "tab:green"), (3, "tab:blue")):
    ax.plot(0, turn, "o", color=colour, ms=9, label=f"after turn {turn}: r = {turn}")
ax.plot([np.radians(60)] * 2, [1 / 6, 13 / 6], color="gray", ls="--")
for k in range(3):
    ax.plot(np.radians(60), k + 1 / 6, "k.", ms=9)
ax.set_rmax(3.2)
ax.set_rticks([1, 2, 3])
ax.set_rlabel_position(100)
ax.set_theta_zero_location("E")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), fontsize=9)
fig.suptitle(r"$r = \theta / 2\pi$")
fig.subplots_adjust(bottom=0.2, top=0.88)
plt.show()
