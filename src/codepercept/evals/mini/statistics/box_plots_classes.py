import matplotlib.pyplot as plt

points = {
    "8a": [12, 25, 27, 28, 30, 31, 33, 34, 36, 38, 41],
    "8b": [22, 24, 25, 26, 26, 27, 28, 29, 31, 32, 47],
    "8c": [15, 18, 21, 26, 30, 34, 36, 39, 42, 45, 48],
    "8d": [33, 35, 36, 37, 38, 38, 39, 40, 41, 43, 44],
}
fig, ax = plt.subplots(figsize=(6, 4.5))
boxes = ax.boxplot(list(points.values()), tick_labels=list(points), patch_artist=True, showmeans=True, widths=0.55)
for box, colour in zip(boxes["boxes"], ("#fbb4ae", "#b3cde3", "#ccebc5", "#decbe4"), strict=True):
    box.set_facecolor(colour)
for line in boxes["medians"]:
    line.set(color="black", linewidth=2)
ax.axhline(25, color="gray", ls=":", lw=1.2)
ax.text(3.65, 25.5, "pass mark", color="gray", fontsize=9)
ax.set(xlabel="class", ylabel="points out of 50", ylim=(8, 52))
ax.yaxis.grid(True, alpha=0.3)
plt.show()
