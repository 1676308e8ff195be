import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

np.random.seed(7)
mass = np.random.normal(70, 9, 60)
df = pd.DataFrame(
    {"mass": mass, "height": 100 + mass + np.random.normal(0, 6, 60), "pulse": np.random.normal(68, 5, 60)}
)
plt.figure(figsize=(5, 4))
sns.heatmap(df.corr(), annot=True, fmt=".2f", cmap="coolwarm", vmin=-1, vmax=1)
plt.title("Correlations")
plt.tight_layout()
plt.show()
