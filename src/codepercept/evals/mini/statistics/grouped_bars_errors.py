import matplotlib.pyplot as plt
import numpy as np

crops = ["wheat", "barley", "rye"]
trials = {
    "none": ([5.1, 4.6, 3.9], [0.4, 0.3, 0.5]),
    "nitrate": ([6.8, 6.0, 4.7], [0.5, 0.4, 0.3]),
    "compost": ([6.1, 5.7, 5.2], [0.3, 0.6, 0.4]),
}
fig, ax = plt.subplots(figsize=(6.5, 4.2))
width = 0.26
x = np.arange(len(crops))
for k, (name, (mean, error)) in enumerate(trials.items()):
    ax.bar(
        x + (k - 1) * width,
        mean,
        width,
        yerr=error,
        capsize=4,
        label=name,
        color=plt.cm.YlOrBr(0.25 + 0.25 * k),
        edgecolor="black",
    )
ax.set_xticks(x, crops)
ax.set_ylabel("yield in t/ha")
ax.set_ylim(0, 9.6)
ax.legend(title="fertiliser", ncol=3, loc="upper center")
ax.tick_params(axis="x", length=0)
ax.set_axisbelow(True)
ax.grid(axis="y", color="0.9")
plt.show()
