# ruff: noqa
# ends: cpu_limit memory_limit
"""A million artists."""

import matplotlib.pyplot as plt

for number in range(10**6):
    plt.gca().add_artist(plt.Circle((0, 0), number))
plt.show()
