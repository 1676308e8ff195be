import matplotlib.pyplot as plt
import numpy as np

r = np.linspace(2.6, 4, 900)
x = np.full_like(r, 0.5)
for _ in range(300):
    x = r * x * (1 - x)
fig, ax = plt.subplots(figsize=(7.5, 4.5))
visited = []
for _ in range(80):
    x = r * x * (1 - x)
    visited.append(x)
ax.plot(np.tile(r, 80), np.concatenate(visited), ",", color="black", alpha=0.5)
for value, label in ((3, "period 2"), (1 + 6**0.5, "period 4"), (3.5699, "chaos")):
    ax.axvline(value, color="tab:red", lw=1, ls="--")
    ax.annotate(
        label, (value, 0.08), xytext=(-4, 0), textcoords="offset points", rotation=90, ha="right", color="tab:red"
    )
ax.set_xlim(2.6, 4)
ax.set_ylim(0, 1)
ax.set_xlabel("growth rate r")
ax.set_ylabel("long-term x")
ax.set_title(r"$x_{n+1} = r\,x_n(1 - x_n)$")
plt.show()
