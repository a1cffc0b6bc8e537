"""Statements: who says what, in whose words."""
