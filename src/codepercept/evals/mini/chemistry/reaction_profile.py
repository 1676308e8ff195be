import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 300)
fall = 40 / (1 + np.exp(-2 * (x - 5)))
fig, ax = plt.subplots(figsize=(5.8, 4.2))
ax.plot(x, 60 - fall + 60 * np.exp(-((x - 4.7) ** 2) / 1.5), color="black", lw=2, label="without catalyst")
ax.plot(x, 60 - fall + 30 * np.exp(-((x - 4.6) ** 2) / 1.5), color="tab:red", lw=2, ls="--", label="with catalyst")
ax.annotate("", (9, 20), (9, 60), arrowprops={"arrowstyle": "<->", "shrinkA": 0, "shrinkB": 0})
ax.axhline(60, xmin=0.1, color="gray", ls=":", lw=1)
ax.text(8.9, 38, r"$\Delta H$", ha="right", fontsize=13)
ax.text(0.2, 63, "reactants", fontsize=11)
ax.text(7.2, 12, "products", fontsize=11)
ax.set(xlim=(0, 10), ylim=(0, 130), xticks=[], xlabel="course of the reaction", ylabel="energy in kJ/mol")
ax.legend(loc="upper right")
plt.show()
