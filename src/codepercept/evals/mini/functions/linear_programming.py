import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 5))
x = np.linspace(0, 12, 50)
ax.plot(x, 10 - x, label="x + y = 10", color="tab:blue")
ax.plot(x, 14 - 2 * x, label="2x + y = 14", color="tab:green")
ax.plot(x, np.full_like(x, 8), label="y = 8", color="tab:purple")
corners = np.array([[0, 0], [7, 0], [4, 6], [2, 8], [0, 8]])
ax.fill(*corners.T, color="lightblue", alpha=0.6)
for cx, cy in corners:
    ax.plot(cx, cy, "ko", ms=5)
    ax.annotate(
        f"({cx}, {cy})", (cx, cy), xytext=(7, 7), textcoords="offset points", fontsize=9, backgroundcolor="white"
    )
best = 3 * 4 + 2 * 6
ax.plot(x, (best - 3 * x) / 2, color="crimson", ls="--", label=f"3x + 2y = {best}")
ax.plot(4, 6, "*", color="crimson", ms=16)
ax.set(xlim=(-0.5, 11), ylim=(-0.5, 12), xlabel="x", ylabel="y")
ax.legend(loc="upper right")
ax.set_title("Maximise 3x + 2y")
plt.show()
