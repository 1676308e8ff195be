import matplotlib.pyplot as plt

colours = [
    "#d7191c",
    "#e34a33",
    "#f46d43",
    "#fdae61",
    "#fee08b",
    "#ffffbf",
    "#d9ef8b",
    "#66bd63",
    "#1a9850",
    "#3288bd",
    "#2b6cb0",
    "#3f4fa0",
    "#4b3a9b",
    "#542788",
    "#40004b",
]
liquids = {
    "gastric acid": 1.5,
    "lemon": 2.3,
    "cola": 3.2,
    "coffee": 5,
    "milk": 6.6,
    "sea water": 8.1,
    "soap": 9.8,
    "ammonia": 11.5,
    "bleach": 12.8,
}
fig, ax = plt.subplots(figsize=(8, 3.4))
for value, colour in enumerate(colours):
    ax.add_patch(plt.Rectangle((value - 0.5, 0), 1, 1, fc=colour, ec="white"))
    light = 3 < value < 7
    ax.text(value, 0.5, str(value), ha="center", va="center", color="black" if light else "white", fontsize=13)
for name, value in liquids.items():
    ax.plot([value, value], [1, 1.3], color="black", lw=1.2)
    ax.text(value - 0.1, 1.4, name, rotation=45, fontsize=10)
for x, name in ((2.5, "acidic"), (7, "neutral"), (11.5, "basic")):
    ax.text(x, -0.45, name, ha="center", fontsize=12, style="italic")
ax.set(xlim=(-0.7, 14.7), ylim=(-0.7, 3.2))
ax.axis("off")
plt.show()
