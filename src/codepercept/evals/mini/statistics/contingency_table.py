import matplotlib.pyplot as plt

rows = ["vaccine", "placebo", "total"]
columns = ["ill", "healthy", "total"]
cells = [["8", "192", "200"], ["40", "160", "200"], ["48", "352", "400"]]
fig, ax = plt.subplots(figsize=(5, 3))
grid = [["", *columns]] + [[name, *row] for name, row in zip(rows, cells, strict=True)]
table = ax.table(grid, cellLoc="center", bbox=[0, 0.05, 1, 0.9])
table.auto_set_font_size(False)
table.set_fontsize(14)
for (row, column), cell in table.get_celld().items():
    if row == 0 or column == 0:
        cell.set_facecolor("lightsteelblue")
    elif row == 3 or column == 3:
        cell.set_facecolor("whitesmoke")
ax.set_title("Vaccine trial with 400 people")
ax.axis("off")
plt.show()
