import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 6))
outer, left, right = (-1, 0 + 0j), (2, -0.5 + 0j), (2, 0.5 + 0j)
circles = [outer, left, right]


def fill(a, b, c, old, depth):
    """The other circle tangent to a, b, c by Descartes' theorem: the two solutions sum to 2(a + b + c)."""
    k = 2 * (a[0] + b[0] + c[0]) - old[0]
    z = (2 * (a[0] * a[1] + b[0] * b[1] + c[0] * c[1]) - old[0] * old[1]) / k
    new = (k, z)
    circles.append(new)
    if depth:
        fill(new, a, b, c, depth - 1)
        fill(new, a, c, b, depth - 1)
        fill(new, b, c, a, depth - 1)


for sign in (1, -1):
    first = (3, sign * 2j / 3)
    circles.append(first)
    for trio in ((outer, left, right), (outer, right, left), (left, right, outer)):
        fill(first, trio[0], trio[1], trio[2], 2)
cmap = plt.cm.YlGnBu
for k, z in circles:
    face = "white" if k < 0 else cmap(min(0.85, np.log(k) / 5))
    ax.add_patch(plt.Circle((z.real, z.imag), 1 / abs(k), fc=face, ec="black", lw=0.8))

    if 0 < k < 20:
        ax.text(z.real, z.imag, f"{k:.0f}", ha="center", va="center", fontsize=70 / k**0.75)
ax.set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05), aspect="equal")
ax.axis("off")
plt.show()
