"""Where releases come from: saved files, and sites that are watched.

Knows no index, no question and no subscriber.
"""
