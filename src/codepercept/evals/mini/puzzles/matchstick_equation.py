import matplotlib.pyplot as plt
import numpy as np

strokes = {
    "V": [((0, 1), (0.3, 0)), ((0.3, 0), (0.6, 1))],
    "I": [((0.1, 0), (0.1, 1))],
    "=": [((0, 0.35), (0.5, 0.35)), ((0, 0.65), (0.5, 0.65))],
    "+": [((0, 0.5), (0.5, 0.5)), ((0.25, 0.25), (0.25, 0.75))],
}
width = {"V": 0.75, "I": 0.35, "=": 0.8, "+": 0.8, " ": 0.15}
fig, ax = plt.subplots(figsize=(7, 3))
x, y, left = [], [], 0.0
for symbol in "VI = IV + I":
    for (x0, y0), (x1, y1) in strokes.get(symbol, []):
        # A gap of nothing between the sticks keeps them apart in one line.
        x += [left + x0, left + x1, np.nan]
        y += [y0, y1, np.nan]
    left += width[symbol]
ax.plot(x, y, color="peru", lw=6, solid_capstyle="round")
ax.set_title("Move one match to make it true", fontsize=13)
ax.set(xlim=(-0.3, left + 0.2), ylim=(-0.3, 1.3), aspect="equal")
ax.axis("off")
plt.show()
