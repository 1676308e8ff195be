"""What dry air is made of."""

import matplotlib.pyplot as plt

gases = {"nitrogen": 78, "oxygen": 21, "other": 1}
fig, ax = plt.subplots(figsize=(5, 4.5))
ax.pie(gases.values(), labels=gases.keys(), autopct="%d%%", startangle=90, colors=["#7aa6d8", "#e07a5f", "#81b29a"])
ax.set_title("Composition of dry air")
plt.show()
