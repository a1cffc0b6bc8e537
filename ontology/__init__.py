"""The vocabulary and the lexicon as files: read them through
`importlib.resources.files("actorgraph.ontology")`.
"""
