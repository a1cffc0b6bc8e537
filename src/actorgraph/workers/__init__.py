"""Child processes that do one job at a time: how they start, talk, end and are replaced."""
