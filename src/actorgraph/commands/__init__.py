"""The commands: one module for each or for a few that belong together; `cli` imports a module when
it is needed.
"""
