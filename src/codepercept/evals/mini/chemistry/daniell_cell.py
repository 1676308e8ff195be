import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

fig, ax = plt.subplots(figsize=(7, 5))
for x, metal, fluid, ions, metal_colour in (
    (0, "Zn", "aliceblue", "Zn$^{2+}$  SO$_4^{2-}$", "lightgray"),
    (5, "Cu", "lightskyblue", "Cu$^{2+}$  SO$_4^{2-}$", "chocolate"),
):
    ax.add_patch(Rectangle((x, 0), 3, 2.2, fc=fluid))
    ax.plot([x, x, x + 3, x + 3], [3, 0, 0, 3], color="black", lw=2)
    bar = x + (0.5 if x == 0 else 2)
    ax.add_patch(Rectangle((bar, 0.6), 0.5, 3, fc=metal_colour, ec="black"))
    ax.text(bar + 0.25, 1.3, metal, ha="center", va="center", fontsize=12)
    ax.text(x + 1.5, 0.25, ions, ha="center", va="center", fontsize=11)
    ax.plot([bar + 0.25, bar + 0.25, 4 - 0.45 if x == 0 else 4 + 0.45], [3.6, 5, 5], color="black", lw=1.6)
ax.add_patch(plt.Circle((4, 5), 0.45, fc="white", ec="black", lw=1.6))
ax.text(4, 5, "1.10 V", ha="center", va="center", fontsize=8)
for width, colour, lw in ((3.6, "black", 15), (3.6, "khaki", 12)):
    ax.plot(
        [4 - width / 2, 4 - width / 2, 4 + width / 2, 4 + width / 2],
        [1.2, 3.4, 3.4, 1.2],
        color=colour,
        lw=lw,
        solid_capstyle="butt",
    )
ax.text(4, 3.85, r"salt bridge (KNO$_3$)", ha="center", fontsize=10)
ax.annotate("", (2.9, 5.25), (1.2, 5.25), arrowprops={"arrowstyle": "-|>", "color": "blue"})
ax.text(2, 5.4, "$e^-$", color="blue", fontsize=13, ha="center")
ax.text(0.75, -0.5, r"Zn $\rightarrow$ Zn$^{2+}$ + 2$e^-$", fontsize=10, ha="left")
ax.text(5.2, -0.5, r"Cu$^{2+}$ + 2$e^-$ $\rightarrow$ Cu", fontsize=10, ha="left")
ax.set(xlim=(-0.4, 8.4), ylim=(-0.9, 6), aspect="equal")
ax.axis("off")
plt.show()
