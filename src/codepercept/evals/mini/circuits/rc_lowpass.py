import matplotlib.pyplot as plt
import numpy as np

R, C = 1e3, 100e-9
f = np.logspace(1, 5, 300)
cutoff = 1 / (2 * np.pi * R * C)
H = 1 / (1 + 1j * f / cutoff)
fig = plt.figure(figsize=(8, 5), layout="constrained")
grid = fig.add_gridspec(2, 2, width_ratios=(1, 1.5))
sketch = fig.add_subplot(grid[:, 0])
zigzag = np.concatenate([[0, 1], 1 + 0.1 * np.arange(0.5, 12), [2.2, 4]])
heights = 3 + np.concatenate([[0, 0], 0.2 * (-1) ** np.arange(12), [0, 0]])
sketch.plot(zigzag, heights, color="black")
sketch.plot([0, 4], [0, 0], color="black")
for y0, y1 in ((0, 1.35), (1.65, 3)):
    sketch.plot([3, 3], [y0, y1], color="black")
    plate = 1.35 if y0 == 0 else 1.65
    sketch.plot([2.6, 3.4], [plate, plate], color="black", lw=2.5)
sketch.plot([0, 0, 4, 4], [0, 3, 0, 3], "o", color="white", mec="black", ms=8)
sketch.text(1.6, 3.4, r"R = 1 k$\Omega$", ha="center")
sketch.text(2.45, 1.5, "C = 100 nF", ha="right", va="center")
sketch.text(0, 1.5, "$U_1$", ha="center", fontsize=13)
sketch.text(4, 1.5, "$U_2$", ha="center", fontsize=13)
sketch.set(xlim=(-0.5, 4.5), ylim=(-1, 4), aspect="equal")
sketch.axis("off")
gain, phase = fig.add_subplot(grid[0, 1]), fig.add_subplot(grid[1, 1])
gain.semilogx(f, 20 * np.log10(abs(H)), color="tab:blue", lw=2)
phase.semilogx(f, np.degrees(np.angle(H)), color="tab:red", lw=2)
gain.plot(cutoff, -3.01, "ko")
gain.annotate(f"{cutoff:.0f} Hz, -3 dB", (cutoff, -3), xytext=(15, -18), arrowprops={"arrowstyle": "->"})
gain.set_ylabel("gain in dB")
phase.set(ylabel=r"phase in $^\circ$", xlabel="frequency in Hz", yticks=[-90, -45, 0])
for ax in (gain, phase):
    ax.axvline(cutoff, color="gray", ls="--", lw=1)
    ax.grid(which="both", alpha=0.3)
plt.show()
