"""一级反应: concentrations in two consecutive first-order reactions."""

import matplotlib.pyplot as plt
import numpy as np

k1, k2 = 1.0, 0.4
t = np.linspace(0, 10, 120)
a = np.exp(-k1 * t)
b = k1 / (k2 - k1) * (np.exp(-k1 * t) - np.exp(-k2 * t))
c = 1 - a - b

plt.figure(figsize=(6.5, 4))
plt.plot(t, a, label="A")
plt.plot(t, b, "--", label="B")
plt.plot(t, c, ":", label="C")
plt.title("连续反应 A → B → C")
plt.xlabel("时间 (min)")
plt.ylabel("浓度 (mol/L)")
plt.legend()
if __name__ == "__main__":
    plt.show()
