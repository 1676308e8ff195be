# ruff: noqa
# ends: ok error
"""Sizes that are negative, nothing, or no number."""

import matplotlib.pyplot as plt
from matplotlib.transforms import TransformedBbox

figure = plt.figure()
figure.add_subplot().plot([1, 2])
figure.get_size_inches = lambda: __import__("numpy").array([float("nan"), -5.0])
plt.show()
