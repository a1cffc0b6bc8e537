"""The forms in which other tools keep their claims: a module for each, which yields proposals."""
