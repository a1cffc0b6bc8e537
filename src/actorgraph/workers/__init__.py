"""Child processes that do one job at a time and may be killed at any moment: how they start, talk
and are replaced.
"""
