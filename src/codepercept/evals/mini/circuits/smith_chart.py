import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 6))
edge = plt.Circle((0, 0), 1, fill=False, lw=2)
ax.add_patch(edge)
for r in (0.2, 0.5, 1, 2, 5):
    circle = plt.Circle((r / (1 + r), 0), 1 / (1 + r), fill=False, ec="steelblue", lw=1)
    ax.add_patch(circle)
    ax.text((r - 1) / (r + 1), 0.02, f"{r:g}", color="steelblue", fontsize=9, ha="left", va="bottom")
for x in (0.2, 0.5, 1, 2, 5):
    for sign in (1, -1):
        arc = plt.Circle((1, sign / x), 1 / x, fill=False, ec="indianred", lw=1)
        ax.add_patch(arc)
        arc.set_clip_path(edge)
        rim = (1j * sign * x - 1) / (1j * sign * x + 1)
        ax.text(
            1.09 * rim.real,
            1.09 * rim.imag,
            f"{sign * x:+g}j",
            color="indianred",
            ha="center",
            va="center",
            fontsize=10,
        )
ax.plot([-1, 1], [0, 0], color="black", lw=1)
load = 0.5 + 1j
gamma = (load - 1) / (load + 1)
ax.add_patch(plt.Circle((0, 0), abs(gamma), fill=False, ec="green", ls="--", lw=1.8))
ax.plot([0, gamma.real], [0, gamma.imag], "-o", color="green", lw=2, ms=7)
ax.text(
    gamma.real - 0.12,
    gamma.imag + 0.06,
    f"z = {load.real:g} + {load.imag:g}j",
    color="green",
    ha="right",
    fontsize=11,
    backgroundcolor="white",
)
ax.set_title(rf"$|\Gamma|$ = {abs(gamma):.2f}")
ax.set(xlim=(-1.25, 1.25), ylim=(-1.2, 1.2), aspect="equal")
ax.axis("off")
plt.show()
