"""Claims proposed by other readers: read from their files, found again in the text, and audited."""
