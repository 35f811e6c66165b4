"""Knowledge graph of the French medicines agency's derogatory-access decisions."""

__version__ = "0.1.0"
