"""The named questions as files: read them through
`importlib.resources.files("actorgraph.queries")`.
"""
