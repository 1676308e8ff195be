# ruff: noqa
# ends: ok
"""A picture of a million dots per inch."""

import matplotlib.pyplot as plt

plt.rcParams["figure.dpi"] = plt.rcParams["savefig.dpi"] = 10**6
plt.figure(dpi=10**6)
plt.plot([1, 2])
plt.savefig("x.png", dpi=10**6)
