import matplotlib.pyplot as plt
import numpy as np

volume = np.linspace(0, 50, 400)
ph = 7 + 4.5 * np.tanh((volume - 25) / 1.8) + 0.02 * (volume - 25)
plt.figure(figsize=(7, 5))
plt.plot(volume, ph, color="purple", linewidth=2, label="0.1 M HCl with 0.1 M NaOH")
plt.axvline(25, color="gray", linestyle="--")
plt.scatter([25], [7], color="red", zorder=5)
plt.annotate("Equivalence point", xy=(25, 7), xytext=(31, 5.2), arrowprops=dict(arrowstyle="->"))
plt.xlabel("Volume of NaOH (mL)")
plt.ylabel("pH")
plt.title("Titration of a strong acid with a strong base")
plt.xlim(0, 50)
plt.ylim(0, 14)
plt.grid(True)
plt.legend()
plt.show()
