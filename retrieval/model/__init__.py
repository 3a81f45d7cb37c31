"""The domain model: releases, queries and answers as frozen dataclasses.

Knows nothing else of the package.
"""
