"""The methods of the Bot API, each played on the state it is handed.

Know no transport and no visitor.
"""
