import matplotlib.pyplot as plt
import pandas as pd

months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
df = pd.DataFrame({"Oslo": [49, 36, 47, 41, 53, 65], "Rome": [67, 73, 58, 81, 53, 34]}, index=months)
ax = df.plot(kind="bar", figsize=(7, 4), color=["#4c72b0", "#dd8452"], rot=0)
ax.set_ylabel("Rainfall (mm)")
ax.set_title("Monthly rainfall in two cities")
ax.legend(title="City")
plt.tight_layout()
plt.show()
