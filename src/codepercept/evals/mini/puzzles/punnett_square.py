import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.5, 4.5))
grid = [["RR", "Rr"], ["Rr", "rr"]]
cells = [["", "R", "r"], ["R", *grid[0]], ["r", *grid[1]]]
table = ax.table(cells, cellLoc="center", bbox=[0.05, 0, 0.9, 0.9])
table.auto_set_font_size(False)
table.set_fontsize(20)
for row in (1, 2):
    for column in (1, 2):
        genotype = cells[row][column]
        table[row, column].set_facecolor("palegreen" if "R" in genotype else "khaki")
ax.set_title("Rr x Rr: three round, one wrinkled")
ax.axis("off")
plt.show()
