# ruff: noqa
# ends: memory_limit
"""One array of 80 GB."""

import numpy as np

np.ones(10**10)
