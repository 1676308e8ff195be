import matplotlib.pyplot as plt

pupils = {"bus": 48, "bicycle": 30, "on foot": 24, "car": 12, "train": 6}
fig, ax = plt.subplots(figsize=(5, 4.5))
ax.pie(
    list(pupils.values()),
    labels=[f"{way}: {n}" for way, n in pupils.items()],
    explode=[0, 0.12, 0, 0, 0],
    startangle=90,
    counterclock=False,
    colors=["#8dd3c7", "#fdb462", "#bebada", "#fb8072", "#80b1d3"],
    wedgeprops={"edgecolor": "white", "linewidth": 1.5},
)
ax.set_title("Ways to school (n = 120)", pad=22)
ax.axis("equal")
plt.show()
