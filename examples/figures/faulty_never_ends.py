"""A stopping rule that is never met: ends up among the rejections."""

import matplotlib.pyplot as plt

x, path = 1.0, []
while x != 0.3:
    x = x / 2 if x > 0.3 else 3 * x
    path = [*path[-50:], x]
plt.plot(path)
plt.show()
