"""An article's claims as RDF."""
