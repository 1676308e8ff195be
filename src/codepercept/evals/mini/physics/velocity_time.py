import matplotlib.pyplot as plt

time = [0, 20, 60, 90]
speed = [0, 25, 25, 0]
fig, ax = plt.subplots(figsize=(6, 3.8))
ax.plot(time, speed, "o-", color="darkblue", lw=2.2)
ax.fill_between(time, speed, color="lightblue", alpha=0.6)
ax.text(40, 11, "distance = 1625 m", ha="center", fontsize=12)
ax.annotate(r"$1.25\ \mathrm{m/s^2}$", (15, 18.75), xytext=(2, 26.5), fontsize=11, arrowprops={"arrowstyle": "->"})
ax.set_xlabel("time in s")
ax.set_ylabel("velocity in m/s")
ax.set_xlim(0, 100)
ax.set_ylim(0, 30)
ax.grid(color="0.85")
ax.set_title("A train between two stops")
fig.tight_layout()
plt.show()
