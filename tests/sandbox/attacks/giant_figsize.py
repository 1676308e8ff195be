# ruff: noqa
# ends: ok
"""A picture of a billion inches."""

import matplotlib.pyplot as plt

plt.figure(figsize=(1e9, 1e9))
plt.plot([1, 2])
plt.show()
