# ruff: noqa
# ends: ok
"""Close the standard descriptors and put other things in their place."""

import os

import matplotlib.pyplot as plt

plt.plot([1, 2])
os.closerange(0, 64)
os.pipe()
os.pipe()
plt.show()
