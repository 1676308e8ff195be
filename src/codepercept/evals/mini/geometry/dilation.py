import matplotlib.pyplot as plt
import numpy as np

kite = np.array([[2.0, 0.4], [3.0, 1.2], [2.4, 2.4], [1.4, 1.6]])
fig, ax = plt.subplots(figsize=(6.5, 4.8))
shades = {0.5: "#c7e9c0", 1: "#74c476", 2: "#238b45"}
for corner in kite:
    ax.plot([0, 2.15 * corner[0]], [0, 2.15 * corner[1]], color="gray", lw=0.9, zorder=0)
for factor, colour in shades.items():
    scaled = factor * kite
    ax.add_patch(plt.Polygon(scaled, facecolor=colour, edgecolor="black", alpha=0.85))
    x, y = scaled[0]
    ax.text(x + 0.15, y, f"k = {factor:g}", va="top", fontsize=12)
ax.plot(0, 0, "o", color="crimson", markersize=8)
ax.text(-0.15, 0.2, "Z", color="crimson", fontsize=14, ha="right")
ax.set_xlim(-0.7, 6.8)
ax.set_ylim(-0.4, 5.4)
ax.set_aspect("equal")
ax.set_axis_off()
ax.set_title("Dilation with centre Z")
plt.show()
