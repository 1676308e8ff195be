"""Needs a file that is not there: ends up among the rejections."""

import matplotlib.pyplot as plt
import numpy as np

data = np.loadtxt("measurements.csv", delimiter=",")
plt.plot(data[:, 0], data[:, 1])
plt.show()
