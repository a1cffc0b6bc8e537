"""Stores of article graphs: in memory, on disk, and behind a SPARQL endpoint."""
