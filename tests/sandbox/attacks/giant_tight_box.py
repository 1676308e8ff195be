# ruff: noqa
# ends: ok error
"""A tight box around something far away."""

import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.text(1e6, 1e6, "far", clip_on=False)
plt.savefig("x.png", bbox_inches="tight", pad_inches=10**6)
