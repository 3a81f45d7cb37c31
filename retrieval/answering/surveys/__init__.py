"""Many answers at once: when and how often something is said, and how two sides of it differ.

Decides nothing about what answers, and knows nothing of how a survey looks.
"""
