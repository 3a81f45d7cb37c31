"""/settings, /status, /privacy, /mydata, /forget, and who blocks the bot.

Knows nothing of questions.
"""
