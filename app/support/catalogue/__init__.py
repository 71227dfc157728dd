"""The catalogue of support: its file as a checked edition, the matrix of capital and form, and search in Swedish.

Read one with `reader.load_cached`, lay it out with `matrix.matrix`, search it with `search.CatalogueSearch`, and call
things by their Swedish names from `names`.
"""
