import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(12)
mu, sigma, n = 50, 8, 16
samples = rng.normal(mu, sigma, size=(20, n))
means = samples.mean(axis=1)
half = 1.96 * sigma / np.sqrt(n)
fig, ax = plt.subplots(figsize=(5.5, 6))
missed = 0
for k, mean in enumerate(means, start=1):
    hit = abs(mean - mu) <= half
    missed += not hit
    ax.errorbar(mean, k, xerr=half, fmt="o", color="tab:blue" if hit else "red", capsize=3, ms=4)
ax.axvline(mu, color="black", ls="--", lw=1.2)
ax.text(mu + 0.2, 20.8, r"$\mu = 50$")
ax.set_yticks(range(1, 21, 1))
ax.set_ylim(0, 22)
ax.set_xlabel("sample mean with 95% interval")
ax.set_ylabel("sample number")
ax.set_title(f"{20 - missed} of 20 intervals hold the mean")
plt.show()
