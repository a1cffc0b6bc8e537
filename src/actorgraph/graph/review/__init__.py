"""People's verdicts on claims: what they say, what they change, and what they teach."""
