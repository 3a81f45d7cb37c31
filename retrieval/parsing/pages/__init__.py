"""What all publishers' pages share: text, lines, headings, front matter, and refusal of non-pages.

Knows no publisher.
"""
