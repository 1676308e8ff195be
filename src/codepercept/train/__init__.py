"""Training; at present, the tiny model that tests and trials use."""
