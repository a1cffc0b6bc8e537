"""The parsed article: sentences and tokens, grammar, quotations, and interviews."""
