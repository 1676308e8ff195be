"""The human step: people rate what models redrew, finish its code, and the best becomes a benchmark."""
