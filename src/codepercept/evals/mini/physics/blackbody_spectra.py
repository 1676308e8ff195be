import matplotlib.pyplot as plt
import numpy as np

h, c, k = 6.626e-34, 2.998e8, 1.381e-23
wavelength = np.linspace(0.05, 3, 400)
fig, ax = plt.subplots(figsize=(6.5, 4.5))
ax.axvspan(0.38, 0.75, color="khaki", alpha=0.5, label="visible")
peaks = []
for T, colour in ((3000, "darkred"), (4000, "orangered"), (5000, "darkorange"), (6000, "royalblue")):
    lam = wavelength * 1e-6
    B = 2 * h * c**2 / lam**5 / np.expm1(h * c / (lam * k * T)) * 1e-12 / 10
    ax.plot(wavelength, B, color=colour, lw=2, label=f"{T} K")
    peaks.append((wavelength[B.argmax()], B.max()))
ax.plot(*zip(*peaks, strict=True), "k--o", ms=5, lw=1, label="peaks")
ax.set_xlim(0, 3)
ax.set_ylim(0, 3.5)
ax.set_xlabel(r"wavelength in $\mu$m")
ax.set_ylabel("spectral radiance (arbitrary units)")
ax.legend()
plt.show()
