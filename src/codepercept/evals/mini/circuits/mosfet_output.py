import matplotlib.pyplot as plt
import numpy as np

k, threshold = 0.01, 2
U = np.linspace(0, 10, 300)
fig, ax = plt.subplots(figsize=(6.5, 4.5))
for gate, colour in zip((3, 4, 5, 6), plt.cm.viridis([0.1, 0.35, 0.6, 0.85]), strict=True):
    drive = gate - threshold
    current = np.where(drive > U, k * (drive * U - U**2 / 2), k * drive**2 / 2)
    ax.plot(U, 1000 * current, color=colour, lw=2)
    ax.text(10.1, 1000 * k * drive**2 / 2, f"$U_{{GS}}$ = {gate} V", color=colour, va="center")
edge = np.linspace(0, 4.2, 60)
ax.plot(edge, 1000 * k * edge**2 / 2, "k:", lw=1.5, label="edge of saturation")
ax.plot([0, 10], [80, 0], color="red", label=r"load line, 125 $\Omega$")
ax.plot(10 - 0.125 * 45, 45, "ro", ms=8)
ax.text(4.6, 47.5, "Q", color="red", fontsize=13)
ax.set(xlim=(0, 10), ylim=(0, 95), xlabel="$U_{DS}$ in V", ylabel="$I_D$ in mA")
ax.legend(loc="upper right", ncol=2)
fig.tight_layout()
plt.show()
