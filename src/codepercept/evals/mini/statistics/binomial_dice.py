from math import comb

import matplotlib.pyplot as plt
import numpy as np

n, p = 12, 1 / 6
k = np.arange(n + 1)
probability = np.array([comb(n, i) * p**i * (1 - p) ** (n - i) for i in k])
tail = k >= 4
fig, ax = plt.subplots(figsize=(6.5, 4))
ax.bar(k[~tail], probability[~tail], color="lightgray", edgecolor="black", width=0.9)
ax.bar(k[tail], probability[tail], color="tomato", edgecolor="black", width=0.9, hatch="//", label=r"$X \geq 4$")
ax.axvline(n * p, color="navy", ls="--", label=f"E(X) = {n * p:g}")
ax.annotate(
    f"P(X >= 4) = {probability[tail].sum():.4f}", (4, 0.07), xytext=(5.2, 0.17), arrowprops={"arrowstyle": "->"}
)
ax.set_xticks(k)
ax.set_xlabel("number of sixes k")
ax.set_ylabel("P(X = k)")
ax.legend()
ax.set_title("12 throws of a die")
plt.show()
