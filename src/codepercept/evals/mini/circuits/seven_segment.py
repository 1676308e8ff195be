import matplotlib.pyplot as plt

segments = {
    "a": ((0, 2), (1, 2)),
    "b": ((1, 2), (1, 1)),
    "c": ((1, 1), (1, 0)),
    "d": ((0, 0), (1, 0)),
    "e": ((0, 1), (0, 0)),
    "f": ((0, 2), (0, 1)),
    "g": ((0, 1), (1, 1)),
}
lit = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"]
fig, axes = plt.subplots(2, 5, figsize=(7, 5), facecolor="#202020")
for digit, ax in enumerate(axes.flat):
    for name, (start, end) in segments.items():
        on = name in lit[digit]
        ax.plot(
            *zip(start, end, strict=True),
            color="#ff3030" if on else "#402020",
            lw=8,
            solid_capstyle="round",
            zorder=2 if on else 1,
        )
    ax.set_title(f"{digit} = {digit:04b}", color="white", fontsize=10)
    ax.set(xlim=(-0.3, 1.3), ylim=(-0.3, 2.3), aspect="equal")
    ax.axis("off")
plt.show()
