import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(0, 1, 400)
signal = 3.5 + 3.2 * np.sin(2 * np.pi * t)
moments = np.arange(0, 1.001, 1 / 16)
exact = 3.5 + 3.2 * np.sin(2 * np.pi * moments)
codes = np.clip(np.round(exact), 0, 7).astype(int)
fig, (top, low) = plt.subplots(2, 1, figsize=(7.5, 5.6), sharex=True, height_ratios=(3, 1))
top.plot(t, signal, color="gray", lw=1.5, label="analogue")
top.step(moments, codes, where="post", color="tab:blue", lw=1.8, label="held")
top.plot(moments, codes, "o", color="tab:blue", ms=6)
for moment, code in zip(moments[:-1], codes[:-1], strict=True):
    top.text(moment + 1 / 32, code - 0.5, f"{code:03b}", ha="center", fontsize=8, family="monospace")
top.set_yticks(range(8))
top.grid(axis="y", color="0.88")
top.set_ylabel("level")
top.set_ylim(-0.8, 7.8)
top.legend(loc="upper right")
low.stem(moments, exact - codes, linefmt="r-", markerfmt="ro", basefmt="k-")
low.set(ylabel="error", xlabel="time in ms", ylim=(-0.6, 0.6), yticks=[-0.5, 0, 0.5])
low.axhspan(-0.5, 0.5, color="mistyrose", zorder=0)
fig.tight_layout()
plt.show()
