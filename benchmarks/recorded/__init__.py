"""What the tool writes, in groups of outputs: each is recorded as a digest (see digests.py)."""
