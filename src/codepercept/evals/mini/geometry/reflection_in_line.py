import matplotlib.pyplot as plt
import numpy as np

triangle = np.array([[1, 3], [2, 6], [4, 5]])
image = triangle[:, ::-1]
fig, ax = plt.subplots(figsize=(5, 5))
ax.plot([-1, 7], [-1, 7], color="purple", ls="-.", label="y = x")
ax.fill(*triangle.T, fc="lightblue", ec="tab:blue", alpha=0.8)
ax.fill(*image.T, fc="mistyrose", ec="tab:red", alpha=0.8)
for name, p, q in zip("ABC", triangle, image, strict=True):
    ax.plot(*zip(p, q, strict=True), color="gray", ls=":", lw=1)
    ax.annotate(name, p, xytext=(-12, 3), textcoords="offset points", color="tab:blue")
    ax.annotate(name + "'", q, xytext=(5, -11), textcoords="offset points", color="tab:red")
for side in ("top", "right"):
    ax.spines[side].set_visible(False)
for side in ("left", "bottom"):
    ax.spines[side].set_position("zero")
ax.set_xticks(range(1, 8))
ax.set_yticks(range(1, 8))
ax.set(xlim=(-1, 7.5), ylim=(-1, 7.5), aspect="equal")
ax.grid(True, ls=":", color="silver")
ax.legend(loc="upper center", frameon=False)
plt.show()
