import matplotlib.pyplot as plt
import numpy as np

stars = {
    "Sun": (5800, 1.0), "Sirius A": (9900, 25), "Vega": (9600, 40), "Proxima": (3000, 0.0017),
    "Sirius B": (25000, 0.06), "Procyon B": (7700, 0.0005), "61 Cyg A": (4500, 0.15),
    "Betelgeuse": (3600, 90000), "Rigel": (12100, 120000), "Aldebaran": (3900, 440), "Arcturus": (4300, 170),
    "Spica": (25300, 20500), "Altair": (7700, 11), "Deneb": (8500, 196000),
}  # fmt: skip
temperature, luminosity = np.array(list(stars.values())).T
fig, ax = plt.subplots(figsize=(6.5, 6))
line = np.logspace(np.log10(2900), np.log10(30000), 50)
ax.fill_between(
    line, 0.15 * (line / 5800) ** 6.3, 6 * (line / 5800) ** 6.3, color="lightgray", alpha=0.6, label="main sequence"
)
ax.scatter(temperature, luminosity, c=np.log(temperature), cmap="RdYlBu", s=90, edgecolors="black", zorder=3)
for name, (t, light) in stars.items():
    left = name in ("Sirius A", "Spica")
    ax.annotate(
        name,
        (t, light),
        xytext=(-8 if left else 8, -3),
        textcoords="offset points",
        ha="right" if left else "left",
        fontsize=9,
    )
ax.set_xscale("log")
ax.set_yscale("log")
ax.set_xlim(45000, 1900)
ax.set_ylim(1e-4, 2e6)
ax.set_xticks([30000, 10000, 5000, 3000], ["30 000", "10 000", "5 000", "3 000"])
ax.minorticks_off()
ax.set_xlabel("surface temperature in K")
ax.set_ylabel("luminosity (Sun = 1)")
ax.legend(loc="lower left")
plt.show()
