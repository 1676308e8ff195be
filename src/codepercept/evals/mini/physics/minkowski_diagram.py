import matplotlib.pyplot as plt
import numpy as np

beta = 0.5
gamma = 1 / np.sqrt(1 - beta**2)
fig, ax = plt.subplots(figsize=(6, 6))
for k in range(1, 5):
    ax.axhline(k, color="0.9", lw=0.8)
    ax.axvline(k, color="0.9", lw=0.8)
for k in range(1, 4):
    tick = gamma * k
    ax.plot([beta * tick, tick], [tick, beta * tick], "o", color="tab:red", ms=5)
    ax.text(beta * tick - 0.3, tick, f"{k}'", color="tab:red", va="center")
for dx, dt, name, colour in (
    (0, 1, "ct", "black"),
    (1, 0, "x", "black"),
    (beta, 1, "ct'", "tab:red"),
    (1, beta, "x'", "tab:red"),
):
    ax.annotate(
        "",
        (4.8 * dx, 4.8 * dt),
        (0, 0),
        arrowprops={"arrowstyle": "-|>", "lw": 2, "color": colour, "shrinkA": 0, "shrinkB": 0},
    )
    ax.text(5.05 * dx, 5.05 * dt, name, color=colour, fontsize=15, ha="center", va="center")
ax.plot([0, 4.8], [0, 4.8], color="gold", lw=2.5)
ax.text(4.2, 3.9, "light", color="darkgoldenrod", rotation=45)
u = np.linspace(0, 1.6, 60)
for k in (1, 2):
    ax.plot(k * np.sinh(u), k * np.cosh(u), color="tab:blue", ls=":", lw=1.3)
event = np.array([2, 3])
ax.plot(*event, "*", color="green", ms=15)
ax.annotate("event E (2, 3)", event, xytext=(2.1, 3.35), color="green")
ax.set(xlim=(-0.3, 5.3), ylim=(-0.3, 5.3), aspect="equal")
ax.axis("off")
plt.show()
