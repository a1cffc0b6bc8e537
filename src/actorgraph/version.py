"""The version of actorgraph, which the package's metadata, the graphs and the stores repeat."""

__version__ = "0.1.0"
