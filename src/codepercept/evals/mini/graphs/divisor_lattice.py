import matplotlib.pyplot as plt


def prime_exponents(n):
    counts = []
    for p in (2, 3, 5):
        k = 0
        while n % p == 0:
            n, k = n // p, k + 1
        counts.append(k)
    return counts


divisors = [d for d in range(1, 61) if 60 % d == 0]
place = {}
for d in divisors:
    two, three, five = prime_exponents(d)
    place[d] = (-1.0 * two + 0.25 * three + 1.6 * five, 0.9 * two + 1.1 * three + 0.8 * five)
fig, ax = plt.subplots(figsize=(5.5, 6))
colours = {2: "tab:blue", 3: "tab:red", 5: "tab:green"}
for d in divisors:
    for p, colour in colours.items():
        if d * p in place:
            ax.plot(*zip(place[d], place[d * p], strict=True), color=colour, lw=2, zorder=0)
for d, (x, y) in place.items():
    ax.plot(x, y, "o", ms=26, color="white", mec="black")
    ax.text(x, y, str(d), ha="center", va="center", fontsize=12)
for p, colour in colours.items():
    ax.plot([], [], color=colour, lw=2, label=rf"$\times {p}$")
ax.legend(loc="lower left")
ax.set(xlim=(-2.7, 2.4), ylim=(-0.4, 4.1))
ax.axis("off")
plt.show()
