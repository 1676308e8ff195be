import matplotlib.pyplot as plt
import numpy as np

gamma, hot, cold = 5 / 3, 600, 300
nR = 8.314
V1, V2 = 1.0, 2.0
stretch = (hot / cold) ** (1 / (gamma - 1))
V3, V4 = V2 * stretch, V1 * stretch


def p(V, T):
    return nR * T / V / 1000


fig, ax = plt.subplots(figsize=(6.5, 5))
a, c = np.linspace(V1, V2, 80), np.linspace(V3, V4, 80)
b, d = np.linspace(V2, V3, 80), np.linspace(V4, V1, 80)
legs = [
    (a, p(a, hot), "red"),
    (b, p(V2, hot) * (V2 / b) ** gamma, "gray"),
    (c, p(c, cold), "blue"),
    (d, p(V4, cold) * (V4 / d) ** gamma, "gray"),
]
outline = np.concatenate([[V, P] for V, P, _ in legs], axis=1)
ax.fill(*outline, color="lemonchiffon")
for V, P, colour in legs:
    ax.plot(V, P, color=colour, lw=2.2)
    ax.annotate(
        "", (V[44], P[44]), (V[36], P[36]), arrowprops={"arrowstyle": "-|>", "color": colour, "mutation_scale": 20}
    )
for k, (V, P, _) in enumerate(legs, start=1):
    ax.plot(V[0], P[0], "ko", ms=6)
    ax.annotate(str(k), (V[0], P[0]), xytext=(5, 6), textcoords="offset points", fontsize=13)
ax.text(1.6, 3.6, "T = 600 K", color="red")
ax.text(3.1, 0.2, "T = 300 K", color="blue")
ax.text(2.2, 1.7, "W", fontsize=18)
ax.set(xlabel="volume V in L", ylabel="pressure p in MPa", xlim=(0.5, 6.2), ylim=(0, 5.6))
ax.set_title(f"Efficiency 1 - 300/600 = {1 - cold / hot:.0%}")
plt.show()
