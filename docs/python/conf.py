"""Sphinx makes the page of the Python package from its docstrings."""

import nextwork

project = "nextwork"
release = nextwork.__version__
extensions = ["sphinx.ext.autodoc", "numpydoc"]
html_theme = "alabaster"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
