import matplotlib.pyplot as plt

heap = [42, 29, 35, 14, 27, 18, 9, 10]
fig, (tree, row) = plt.subplots(2, 1, figsize=(6.5, 5), height_ratios=(3, 1))
spot = {}
for k in range(len(heap)):
    depth = (k + 1).bit_length() - 1
    slot = k + 1 - 2**depth
    spot[k] = ((slot + 0.5) / 2**depth, -depth)
    if k:
        tree.plot(*zip(spot[(k - 1) // 2], spot[k], strict=True), color="gray", zorder=0)
for k, value in enumerate(heap):
    shade = plt.cm.Oranges(value / 60)
    tree.plot(*spot[k], "o", ms=28, color=shade, mec="black")
    tree.text(*spot[k], str(value), ha="center", va="center", fontsize=12)
    row.add_patch(plt.Rectangle((k, 0), 1, 1, fc=shade, ec="black"))
    row.text(k + 0.5, 0.5, str(value), ha="center", va="center", fontsize=12)
    row.text(k + 0.5, -0.35, str(k), ha="center", va="center", fontsize=9, color="gray")
tree.set(xlim=(-0.03, 1), ylim=(-3.4, 0.4))
tree.axis("off")
row.set(xlim=(-0.1, 8.1), ylim=(-0.6, 1.1), aspect="equal")
row.axis("off")
fig.tight_layout()
plt.show()
