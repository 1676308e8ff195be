import matplotlib.pyplot as plt
import numpy as np

strain = np.array([0, 0.4, 0.45, 0.9, 2, 4, 8, 12, 16, 20, 23])
stress = np.array([0, 300, 285, 285, 320, 380, 435, 460, 465, 445, 400])
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(strain, stress, color="black", lw=2.2)
ax.axvspan(0, 0.45, color="lightgreen", alpha=0.6, label="elastic")
ax.axvspan(0.45, 16, color="khaki", alpha=0.6, label="plastic")
ax.axvspan(16, 23, color="lightcoral", alpha=0.6, label="necking")
ax.plot(16, 465, "o", color="navy")
ax.plot(23, 400, "X", color="red", ms=12)
ax.annotate("tensile strength", (16, 465), xytext=(8, 510), arrowprops={"arrowstyle": "->"})
ax.set(xlim=(0, 25), ylim=(0, 560), xlabel="strain in %", ylabel="stress in MPa")
ax.legend(loc="lower right")
plt.show()
