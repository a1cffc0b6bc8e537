"""An article as text: reading files and pages, blocks, datelines, notices, and review decisions."""
