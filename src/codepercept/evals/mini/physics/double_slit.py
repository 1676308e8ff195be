import matplotlib.pyplot as plt
import numpy as np

wavelength, separation, distance = 1.0, 4.0, 14.0
y = np.linspace(-8, 8, 400)
fig, (waves, screen) = plt.subplots(1, 2, figsize=(8, 5), width_ratios=(3, 1), sharey=True)
for slit, colour in ((separation / 2, "tab:blue"), (-separation / 2, "tab:red")):
    for k in range(1, 14):
        a = np.linspace(-np.pi / 2, np.pi / 2, 120)
        waves.plot(k * wavelength * np.cos(a), slit + k * wavelength * np.sin(a), color=colour, lw=0.7)
    waves.plot(0, slit, "o", color=colour, ms=7)
for low, high in ((-8, -2.4), (-1.6, 1.6), (2.4, 8)):
    waves.plot([0, 0], [low, high], color="black", lw=5)
for order in (-1, 0, 1):
    angle = np.arcsin(order * wavelength / separation)
    waves.plot([0, distance], [0, distance * np.tan(angle)], color="green", ls="--", lw=1.3)
    waves.text(
        distance * 0.85,
        distance * 0.85 * np.tan(angle) + 0.3,
        f"m = {order}",
        color="green",
        backgroundcolor="white",
        fontsize=9,
    )
waves.set(xlim=(-1, distance), ylim=(-8, 8), xlabel="distance", ylabel="position", title=r"$d = 4\lambda$")
phase = np.pi * separation * np.sin(np.arctan(y / distance)) / wavelength
screen.fill_betweenx(y, np.cos(phase) ** 2, color="gold")
screen.plot(np.cos(phase) ** 2, y, color="darkorange")
screen.set(xlabel="intensity", xlim=(0, 1.1), title="screen")
fig.tight_layout()
plt.show()
