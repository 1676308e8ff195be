"""Masses of the planets on a logarithmic scale."""

import matplotlib.pyplot as plt

planets = ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"]
masses = [0.055, 0.815, 1.0, 0.107, 317.8, 95.2, 14.5, 17.1]  # in Earth masses
colors = ["#9e9e9e", "#e0b15a", "#3d7ac7", "#c1502e", "#c99b6d", "#d9c28f", "#8fd0d6", "#3f5fbf"]

plt.figure(figsize=(8, 4))
plt.bar(planets, masses, color=colors, edgecolor="black")
plt.yscale("log")
plt.ylabel("mass (Earth = 1)")
plt.title("How heavy are the planets?")
plt.xticks(rotation=30)
plt.tight_layout()
plt.savefig("planets.png", dpi=200)
