import matplotlib.pyplot as plt
import numpy as np

views = [("A", "B", "C"), ("A", "C", "D"), ("E", "C", "B")]
right, up, back = np.array([1.0, -0.35]), np.array([0.0, 1.1]), np.array([1.0, 0.35])
fig, axes = plt.subplots(1, 3, figsize=(7.5, 3.2))
for ax, letters in zip(axes, views, strict=True):
    origin = np.array([0.0, 0.0])
    # Top, left and right face, each spanned by two of the three directions.
    faces = [(origin + up, right, back), (origin, right, up), (origin + right, back, up)]
    for letter, (corner, a, b), colour in zip(letters, faces, ("white", "lightgray", "darkgray"), strict=True):
        ax.add_patch(plt.Polygon([corner, corner + a, corner + a + b, corner + b], fc=colour, ec="black", lw=2))
        ax.text(*(corner + (a + b) / 2), letter, ha="center", va="center", fontsize=20)
    ax.set(xlim=(-0.2, 2.2), ylim=(-0.6, 1.7), aspect="equal")
    ax.axis("off")
fig.suptitle("Which letter is opposite A?")
plt.show()
