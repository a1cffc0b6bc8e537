"""The ontology as Python sees it: its terms, the lexicon of frames, and the gazetteer."""
