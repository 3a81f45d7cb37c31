"""Releases themselves: the newest listed, one opened as an outline, by name, number or link.

It is read page by page as an answer is. Knows nothing of questions.
"""
