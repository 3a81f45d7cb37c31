"""The engine on an OpenSearch cluster: its generations behind an alias, its one writer, searching.

Knows no other engine.
"""
