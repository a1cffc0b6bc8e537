"""The server: one process that speaks HTTP, and children that each read a snapshot."""
