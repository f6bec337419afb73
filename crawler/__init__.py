"""Turns the news pages of a city into archived articles. Never imports `feeds`."""

__version__ = "0.1.0"
