"""Saved pages in files, folders and archives: find, unpack, read on all cores, save.

Knows no network.
"""
