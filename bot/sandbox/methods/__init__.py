"""The methods of the Bot API, each simulated on the state that it gets.

Know no transport and no visitor.
"""
