import matplotlib.pyplot as plt
import numpy as np

u, v = np.array([4, 1]), np.array([1, 3])
fig, ax = plt.subplots(figsize=(5, 4.5))
for vector, name, colour, shift in (
    (u, "u", "tab:blue", (0, -0.5)),
    (v, "v", "tab:red", (-0.35, 0)),
    (u + v, "u+v", "black", (-0.8, 0.35)),
):
    ax.quiver(0, 0, *vector, angles="xy", scale_units="xy", scale=1, color=colour, width=0.012, zorder=3)
    ax.text(
        *(vector / 2 + shift),
        rf"$\vec{{{name[0]}}}$" if len(name) == 1 else r"$\vec{u}+\vec{v}$",
        color=colour,
        fontsize=15,
    )
ax.plot(*zip(u, u + v, strict=True), color="tab:red", linestyle="--")
ax.plot(*zip(v, u + v, strict=True), color="tab:blue", linestyle="--")
ax.set(xlim=(-1, 6), ylim=(-1, 5), aspect="equal", xlabel="x", ylabel="y")
ax.set_xticks(range(-1, 7))
ax.grid(color="lightgray")
ax.axhline(0, color="gray", lw=1)
ax.axvline(0, color="gray", lw=1)
plt.show()
