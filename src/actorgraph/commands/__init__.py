"""The commands that stand in rooms of their own; `cli` finds each when it is asked for."""
