import matplotlib.pyplot as plt

months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
rain = [58, 42, 51, 67, 74, 39]
fig, ax = plt.subplots(figsize=(6, 4))
ax.bar(months, rain, color="steelblue", width=0.6)
ax.axhline(sum(rain) / 6, color="darkred", linestyle="--", label="mean")
ax.set_ylabel("rainfall in mm")
ax.set_title("Rainfall at the school station")
ax.set_ylim(0, 90)
ax.spines["top"].set_visible(False)
ax.spines["right"].set_visible(False)
ax.legend()
plt.show()
