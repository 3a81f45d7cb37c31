"""Saved pages in files, folders and archives: found, unpacked, read on all cores, saved.

Knows no network.
"""
