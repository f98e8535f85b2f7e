"""Here is an article: keep it. Here is a query tree: which articles match, best first?

Knows nothing of how people type, and nothing of HTTP. The only package that imports a search library.
"""
