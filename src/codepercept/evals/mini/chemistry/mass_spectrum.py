import matplotlib.pyplot as plt

peaks = {15: 8, 26: 10, 27: 24, 28: 6, 29: 30, 30: 7, 31: 100, 32: 2, 43: 11, 45: 52, 46: 21}
fragments = {31: "CH$_2$OH$^+$", 45: "C$_2$H$_5$O$^+$", 46: "M$^+$", 29: "C$_2$H$_5^+$", 15: "CH$_3^+$"}
fig, ax = plt.subplots(figsize=(7, 4))
ax.vlines(list(peaks), 0, list(peaks.values()), color="darkslategray", linewidth=3)
for mass, name in fragments.items():
    shift = {29: -16, 46: 14, 45: -8}.get(mass, 0)
    ax.annotate(
        name,
        (mass, peaks[mass]),
        xytext=(shift, 4),
        textcoords="offset points",
        ha="center",
        color="crimson",
        fontsize=11,
    )
ax.set_xlabel("m/z")
ax.set_ylabel("relative intensity in %")
ax.set(xlim=(10, 50), ylim=(0, 112), xticks=range(10, 51, 5))
ax.spines[["top", "right"]].set_visible(False)
plt.show()
