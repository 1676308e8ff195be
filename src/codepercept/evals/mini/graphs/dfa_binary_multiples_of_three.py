import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 3.6))
states = {"$r_0$": 0, "$r_1$": 2.5, "$r_2$": 5}
for name, x in states.items():
    ax.add_patch(plt.Circle((x, 0), 0.5, fc="white", ec="black", lw=1.8))
    ax.text(x, 0, name, ha="center", va="center", fontsize=15)
ax.add_patch(plt.Circle((0, 0), 0.41, fill=False, lw=1.5))


def arrow(start, end, text, at, bend=0.0):
    ax.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "connectionstyle": f"arc3,rad={bend}",
            "color": "black",
            "lw": 1.4,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )
    ax.text(*at, text, ha="center", va="center", fontsize=13, color="blue")


arrow((-1.3, 0), (-0.5, 0), "start", (-1.05, 0.25))
arrow((0.43, 0.25), (2.07, 0.25), "1", (1.25, 0.8), -0.3)
arrow((2.07, -0.25), (0.43, -0.25), "1", (1.25, -0.8), -0.3)
arrow((2.93, 0.25), (4.57, 0.25), "0", (3.75, 0.8), -0.3)
arrow((4.57, -0.25), (2.93, -0.25), "0", (3.75, -0.8), -0.3)
arrow((-0.3, 0.4), (0.3, 0.4), "0", (0, 1.4), -1.8)
arrow((4.7, 0.4), (5.3, 0.4), "1", (5, 1.4), -1.8)
ax.set(xlim=(-1.5, 6), ylim=(-1.1, 1.7), aspect="equal")
ax.axis("off")
plt.show()
