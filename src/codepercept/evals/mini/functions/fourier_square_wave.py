import matplotlib.pyplot as plt
import numpy as np

t = np.linspace(-0.5, 1.5, 1000)
square = np.sign(np.sin(2 * np.pi * t))
fig, (wave, bars) = plt.subplots(2, 1, figsize=(7, 6), height_ratios=(2, 1))
wave.plot(t, square, color="lightgray", lw=4, label="square wave")
for terms, colour in ((1, "#66c2a5"), (3, "#fc8d62"), (10, "#8da0cb")):
    odd = np.arange(1, 2 * terms, 2)
    total = sum(4 / (np.pi * k) * np.sin(2 * np.pi * k * t) for k in odd)
    wave.plot(t, total, color=colour, lw=1.5, label=f"{terms} term{'s' if terms > 1 else ''}")
wave.set(xlabel="t / T", ylabel="s(t)", xlim=(-0.5, 1.5), ylim=(-1.5, 2))
wave.legend(ncol=4, loc="upper center", fontsize=9)
wave.grid(alpha=0.3)
harmonics = np.arange(1, 16)
amplitude = np.where(harmonics % 2 == 1, 4 / (np.pi * harmonics), 0)
bars.stem(harmonics, amplitude, basefmt="k-")
bars.set(xlabel="harmonic number n", ylabel=r"$|b_n|$", xticks=harmonics)
fig.tight_layout()
plt.show()
