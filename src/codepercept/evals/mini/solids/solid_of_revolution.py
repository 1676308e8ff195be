import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 4, 60)
fig = plt.figure(figsize=(8.5, 4.2))
flat = fig.add_subplot(1, 2, 1)
flat.plot(x, np.sqrt(x), color="darkred", lw=2.2)
flat.fill_between(x, np.sqrt(x), color="mistyrose")
flat.bar(2.2, np.sqrt(2.2), width=0.25, color="tomato", edgecolor="black")
flat.text(0.4, 1.7, r"$y = \sqrt{x}$", color="darkred", fontsize=13)
flat.text(2.5, 0.5, "disc of\nradius y", fontsize=10)
flat.set(xlim=(0, 4.3), ylim=(0, 2.4), xlabel="x", ylabel="y")
ax = fig.add_subplot(1, 2, 2, projection="3d")
X, T = np.meshgrid(x, np.linspace(0, 2 * np.pi, 40))
ax.plot_surface(
    X,
    np.sqrt(X) * np.cos(T),
    np.sqrt(X) * np.sin(T),
    color="salmon",
    alpha=0.5,
    rstride=3,
    cstride=3,
    edgecolor="gray",
    linewidth=0.3,
)
a = np.linspace(0, 2 * np.pi, 80)
for place in (1, 2.2, 4):
    ax.plot(place + 0 * a, np.sqrt(place) * np.cos(a), np.sqrt(place) * np.sin(a), color="darkred", lw=2)
ax.plot([-0.5, 5], [0, 0], [0, 0], color="black", lw=1.5)
ax.text(5.1, 0, 0, "x", fontsize=12)
ax.set_title(r"$V = \pi\int_0^4 x\,dx = 8\pi$")
ax.set(xlim=(-0.5, 5), ylim=(-2, 2), zlim=(-2, 2))
ax.set_box_aspect((5.5, 4, 4), zoom=1.3)
ax.view_init(elev=18, azim=-58)
ax.set_axis_off()
plt.show()
