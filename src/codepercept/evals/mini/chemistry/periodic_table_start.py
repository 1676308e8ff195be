import matplotlib.pyplot as plt

symbols = [
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar",
    "K", "Ca", "Sc", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr",
]  # fmt: skip
fig, ax = plt.subplots(figsize=(9, 3.2))


def place(z):
    """Period and group of an element up to krypton."""
    if z <= 2:
        return 1, 1 if z == 1 else 18
    if z <= 18:
        step = (z - 3) % 8
        return 2 + (z - 3) // 8, step + 1 if step < 2 else step + 11
    return 4, z - 18


kinds = {"metal": "#fdd0a2", "semi-metal": "#c7e9c0", "non-metal": "#c6dbef", "noble gas": "#dadaeb"}
for z, symbol in enumerate(symbols, start=1):
    period, group = place(z)
    if group == 18:
        kind = "noble gas"
    elif symbol in ("B", "Si", "Ge", "As"):
        kind = "semi-metal"
    elif symbol in ("H", "C", "N", "O", "F", "P", "S", "Cl", "Se", "Br"):
        kind = "non-metal"
    else:
        kind = "metal"
    ax.add_patch(plt.Rectangle((group, -period), 0.94, 0.94, fc=kinds[kind], ec="black", lw=0.8))
    ax.text(group + 0.47, -period + 0.38, symbol, ha="center", va="center", fontsize=12)
    ax.text(group + 0.06, -period + 0.7, str(z), fontsize=6)
for k, (kind, colour) in enumerate(kinds.items()):
    ax.add_patch(plt.Rectangle((4.2 + 2.6 * k, -0.9), 0.4, 0.4, fc=colour, ec="black", lw=0.8))
    ax.text(4.7 + 2.6 * k, -0.7, kind, va="center", fontsize=9)
ax.set(xlim=(0.8, 19.1), ylim=(-4.1, 0.1), aspect="equal")
ax.axis("off")
fig.tight_layout()
plt.show()
