import matplotlib.pyplot as plt
import numpy as np

hexagon = np.array([[np.cos(t), np.sin(t)] for t in np.radians(90 + 60 * np.arange(6))])
C6, N1, C2, N3, C4, C5 = hexagon
bond = np.hypot(*(C4 - C5))
N7 = C5 + bond * np.array([np.cos(np.radians(18)), np.sin(np.radians(18))])
N9 = C4 + bond * np.array([np.cos(np.radians(-18)), np.sin(np.radians(-18))])
C8 = (N7 + N9) / 2 + np.array([np.sqrt(bond**2 - np.hypot(*(N7 - N9)) ** 2 / 4), 0])
single = [(C6, N1), (N1, C2), (C2, N3), (N3, C4), (C5, C6), (C5, N7), (N7, C8), (C4, N9)]
double = [(C4, C5), (C8, N9), (C6, 1.95 * C6), (C2, 1.95 * C2)]
methyls = [(N1, 1.95 * N1), (N3, 1.95 * N3), (N7, N7 + np.array([0.35, 0.85]))]
fig, ax = plt.subplots(figsize=(6, 5))
for p, q in single + methyls:
    ax.plot(*zip(p, q, strict=True), color="black", lw=2)
for p, q in double:
    across = 0.06 * np.array([p[1] - q[1], q[0] - p[0]])
    for side in (across, -across):
        ax.plot(*zip(p + side, q + side, strict=True), color="black", lw=2)
labels = [(p, "N", "blue") for p in (N1, N3, N7, N9)]
labels += [(q, "O", "red") for _, q in double[2:]]
labels += [(q, "CH$_3$", "black") for _, q in methyls]
for p, text, colour in labels:
    ax.text(*p, text, color=colour, ha="center", va="center", fontsize=16, bbox={"fc": "white", "ec": "none", "pad": 2})
ax.set(xlim=(-2.4, 3.2), ylim=(-2.2, 2.3), aspect="equal", title=r"Caffeine, C$_8$H$_{10}$N$_4$O$_2$")
ax.axis("off")
plt.show()
