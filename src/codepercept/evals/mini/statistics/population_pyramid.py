import matplotlib.pyplot as plt
import numpy as np

ages = ["0-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+"]
men = np.array([410, 450, 520, 610, 640, 700, 560, 380, 170])
women = np.array([390, 430, 500, 600, 650, 720, 610, 470, 300])
fig, ax = plt.subplots(figsize=(7, 5))
y = np.arange(len(ages))
ax.barh(y, -men, color="#5e81ac", edgecolor="white", label=f"men ({men.sum()})")
ax.barh(y, women, color="#bf616a", edgecolor="white", label=f"women ({women.sum()})")
surplus = np.clip(women - men, 0, None)
ax.barh(y, surplus, left=women - surplus, color="none", edgecolor="black", hatch="///", label="more women")
for row, (m, w) in enumerate(zip(men, women, strict=True)):
    ax.text(-m - 12, row, str(m), ha="right", va="center", fontsize=8)
    ax.text(w + 12, row, str(w), va="center", fontsize=8)
ax.set_yticks(y, ages)
ax.set_xticks(range(-800, 801, 200), [str(abs(v)) for v in range(-800, 801, 200)])
ax.axvline(0, color="black", lw=0.8)
ax.set(xlim=(-860, 860), xlabel="inhabitants", ylabel="age")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, 1.12), ncol=3, frameon=False)
plt.show()
