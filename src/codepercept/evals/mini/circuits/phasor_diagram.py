import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 4.2))
ax.quiver(
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [3, 0, 0, 3],
    [0, 4, -1.5, 2.5],
    color=["tab:blue", "tab:red", "tab:green", "black"],
    angles="xy",
    scale_units="xy",
    scale=1,
    width=0.013,
)
ax.plot([0, 3, 3], [2.5, 2.5, 0], color="gray", linestyle="--")
ax.text(3.1, -0.1, "$U_R$ = 3 V", color="tab:blue", fontsize=12)
ax.text(0.15, 3.8, "$U_L$ = 4 V", color="tab:red", fontsize=12)
ax.text(0.15, -1.5, "$U_C$ = 1.5 V", color="tab:green", fontsize=12)
ax.text(3.1, 2.5, "$U$ = 3.9 V", fontsize=12)
ax.text(0.7, 0.15, r"$\varphi$", fontsize=14)
ax.set(xlim=(-0.6, 5), ylim=(-2, 4.5), aspect="equal")
ax.grid(alpha=0.3)
fig.tight_layout()
plt.show()
