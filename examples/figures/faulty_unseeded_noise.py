"""Nobody can tell the numbers from the picture: ends up among the rejections."""

import matplotlib.pyplot as plt
import numpy as np

plt.scatter(np.random.rand(40), np.random.rand(40))
plt.title("noise")
plt.show()
