"""The engine on tantivy: its folder of generations, what stands beside them, and searching.

Knows no other engine.
"""
