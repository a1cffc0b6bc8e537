"""How Sphinx builds the site; `make site` calls scripts/site.py, which adds the generated pages."""

from actorgraph.version import __version__

project = "actorgraph"
author = "The actorgraph authors"
copyright = author
release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["examples"]
# Headings can be linked to down to this level.
myst_heading_anchors = 3
# The ontology's page is a page of its own, which pyLODE draws.
html_extra_path = ["ontology.html", "ontology.ttl"]

html_theme = "furo"
html_title = "actorgraph"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}

# Docstrings are written with Markdown's backticks.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
