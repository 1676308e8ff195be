import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5.5, 5))
speed = 0.5
for emitted in range(8):
    age = 8 - emitted
    ax.add_patch(plt.Circle((speed * emitted, 0), age, fill=False, ec=plt.cm.Blues(0.35 + 0.08 * emitted), lw=1.6))
    ax.plot(speed * emitted, 0, ".", color="gray")
ax.plot(4, 0, "o", color="red", ms=10)
ax.annotate("", (6.3, 0), (4, 0), arrowprops={"arrowstyle": "-|>", "color": "red", "lw": 2})
ax.text(4.7, 0.35, r"$v = c/2$", color="red", fontsize=12, backgroundcolor="white")
ax.text(-7.4, 8.7, r"behind: $\lambda' = 1.5\lambda$", fontsize=12)
ax.text(3.4, 8.7, r"ahead: $\lambda' = 0.5\lambda$", fontsize=12)
ax.set(xlim=(-8.6, 9.5), ylim=(-8.5, 9.8), aspect="equal")
ax.axis("off")
plt.show()
