"""The engine on tantivy: its folder of generations, the files beside tantivy's, and searching.

Knows no other engine.
"""
