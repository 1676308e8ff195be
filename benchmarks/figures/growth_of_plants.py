import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

rng = np.random.default_rng(4)
rows = []
for light in ("low", "medium", "high"):
    for day in range(0, 22, 3):
        base = {"low": 0.4, "medium": 0.7, "high": 0.95}[light] * day
        rows += [{"light": light, "day": day, "height": base + h} for h in rng.normal(2, 0.4, 5)]
df = pd.DataFrame(rows)

sns.set_theme(style="whitegrid")
plt.figure(figsize=(7, 4.5))
sns.lineplot(data=df, x="day", y="height", hue="light", marker="o", errorbar=None)
plt.xlabel("Day")
plt.ylabel("Height (cm)")
plt.title("Growth of bean plants under three lights")
plt.tight_layout()
plt.show()
