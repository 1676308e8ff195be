import matplotlib.pyplot as plt
import pandas as pd

df = pd.DataFrame(
    {
        "element": ["H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne"],
        "number": range(1, 11),
        "energy": [13.60, 24.59, 5.39, 9.32, 8.30, 11.26, 14.53, 13.62, 17.42, 21.56],
    }
)

fig, ax = plt.subplots(figsize=(7, 4.5))
ax.plot(df["number"], df["energy"], "o-", color="#1f4e79")
for _, row in df.iterrows():
    ax.annotate(row["element"], (row["number"], row["energy"]), textcoords="offset points", xytext=(0, 8), ha="center")
ax.set_xlabel("Atomic number")
ax.set_ylabel("First ionization energy (eV)")
ax.set_title("Ionization energies of the first ten elements")
ax.set_ylim(0, 28)
ax.grid(alpha=0.3)
plt.tight_layout()
plt.show()
