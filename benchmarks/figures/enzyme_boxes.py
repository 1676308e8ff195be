import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

rng = np.random.default_rng(11)
df = pd.DataFrame(
    {
        "pH": np.repeat(["5", "6", "7", "8"], 20),
        "rate": np.concatenate([rng.normal(m, 0.6, 20) for m in (2.1, 3.9, 5.2, 3.4)]),
    }
)
fig, ax = plt.subplots(figsize=(6, 4))
sns.boxplot(data=df, x="pH", y="rate", ax=ax, color="lightsteelblue")
ax.set_ylabel("Rate (µmol/min)")
ax.set_title("Enzyme activity against pH")
plt.tight_layout()
plt.show()
