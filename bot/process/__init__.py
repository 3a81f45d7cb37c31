"""The running bot: the Application and its wiring, serving, and the duties done unasked.

Knows no command and no sandbox.
"""
