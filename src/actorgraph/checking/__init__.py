"""Checks of a graph: SHACL shapes, findings, reasoning and inference."""
