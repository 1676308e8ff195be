import matplotlib.pyplot as plt
import numpy as np

hours = np.array([1, 2, 2.5, 3, 4, 4.5, 5.5, 6, 7, 8])
marks = np.array([38, 45, 41, 55, 52, 63, 60, 72, 70, 84])
slope, intercept = np.polyfit(hours, marks, 1)
r = np.corrcoef(hours, marks)[0, 1]
fig, ax = plt.subplots(figsize=(6, 4.5))
fitted = slope * hours + intercept
ax.vlines(hours, np.minimum(marks, fitted), np.maximum(marks, fitted), color="salmon", lw=1.5, label="residuals")
ax.scatter(hours, marks, s=50, color="black", zorder=3, label="pupils")
x = np.array([0, 9])
ax.plot(x, slope * x + intercept, color="royalblue", lw=2, label=f"y = {slope:.2f}x + {intercept:.1f}")
ax.text(5.9, 40, f"r = {r:.3f}", fontsize=13, bbox={"boxstyle": "round", "facecolor": "lightyellow"})
ax.set_xlabel("hours of study")
ax.set_ylabel("mark")
ax.set_xlim(0, 9)
ax.set_ylim(25, 95)
ax.legend(loc="upper left")
plt.show()
