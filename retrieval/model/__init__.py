"""The words of the house as data: releases, queries and answers, one frozen class for each.

Knows nothing else of the package.
"""
