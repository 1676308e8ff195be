import matplotlib.pyplot as plt
import numpy as np

upper = np.array([0, 10, 20, 30, 40, 50, 60])
cumulative = np.array([0, 6, 20, 46, 66, 76, 80])
fig, ax = plt.subplots(figsize=(6.5, 4.5))
ax.plot(upper, cumulative, "-x", color="darkgreen", lw=2, ms=9, mew=2)
for share, name, colour in ((0.25, "$Q_1$", "tab:blue"), (0.5, "median", "tab:red"), (0.75, "$Q_3$", "tab:purple")):
    level = 80 * share
    time = np.interp(level, cumulative, upper)
    ax.plot([0, time, time], [level, level, 0], color=colour, ls="--", lw=1.4)
    ax.text(time + 0.8, 2.5, f"{name} = {time:.1f}", color=colour, rotation=90, va="bottom", fontsize=10)
ax.set(xlim=(0, 60), ylim=(0, 85), xlabel="waiting time in minutes", ylabel="cumulative frequency")
ax.set_xticks(upper)
ax.minorticks_on()
ax.grid(which="major", color="0.7")
ax.grid(which="minor", color="0.92")
ax.set_axisbelow(True)
plt.show()
