"""The commands, in modules that `cli` imports when they are needed."""
