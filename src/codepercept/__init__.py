"""CodePercept: teach multimodal models to see STEM figures through code, and measure how well they do."""

__version__ = "0.1.0"
