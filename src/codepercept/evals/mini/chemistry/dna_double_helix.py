import matplotlib.pyplot as plt
import numpy as np

sequence = "ATGCCGTAGATTACCG"
pair = {"A": "T", "T": "A", "G": "C", "C": "G"}
colours = {"A": "#e41a1c", "T": "#ff7f00", "G": "#377eb8", "C": "#4daf4a"}
fig, ax = plt.subplots(figsize=(8.5, 3.4))
x = np.linspace(-0.7, len(sequence) - 0.3, 400)


def strand(x):
    return np.sin(2 * np.pi * x / 10)


for k, base in enumerate(sequence):
    y = strand(k + 0.5)
    ax.plot([k + 0.5] * 2, [y, 0], color=colours[base], lw=7, solid_capstyle="butt", zorder=0)
    ax.plot([k + 0.5] * 2, [0, -y], color=colours[pair[base]], lw=7, solid_capstyle="butt", zorder=0)
    ax.text(k + 0.5, 1.25, base, ha="center", color=colours[base], fontsize=12, weight="bold")
    ax.text(k + 0.5, -1.4, pair[base], ha="center", color=colours[pair[base]], fontsize=12, weight="bold")
ax.plot(x, strand(x), color="dimgray", lw=5)
ax.plot(x, -strand(x), color="darkgray", lw=5)
ax.annotate("", (0, -1.7), (10, -1.7), arrowprops={"arrowstyle": "<->"})
ax.text(5, -2.05, "3.4 nm", ha="center", fontsize=11)
for x0, end in ((-1.0, "5'"), (len(sequence) + 0.1, "3'")):
    ax.text(x0, 1.25, end, fontsize=11)
ax.set(xlim=(-1.4, 17), ylim=(-2.3, 1.7))
ax.axis("off")
plt.show()
