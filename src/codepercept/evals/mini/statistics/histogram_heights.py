import matplotlib.pyplot as plt

short = [21, 23, 24, 26, 27, 27, 28, 29, 30, 31, 31, 32, 32, 33, 33, 34, 34, 34, 35, 35]
tall = [36, 36, 37, 37, 37, 38, 38, 39, 39, 40, 41, 41, 42, 43, 44, 46, 47, 48, 51, 53]
fig, ax = plt.subplots(figsize=(5.5, 4))
counts, edges, patches = ax.hist([*short, *tall], bins=range(20, 60, 5), color="olivedrab", edgecolor="black")
ax.set_xlabel("height in cm")
ax.set_ylabel("number of plants")
ax.set_xticks(range(20, 60, 5))
ax.set_yticks(range(0, 13, 2))
ax.grid(axis="y", alpha=0.4)
ax.set_axisbelow(True)
ax.set_title("40 seedlings after six weeks")
plt.show()
