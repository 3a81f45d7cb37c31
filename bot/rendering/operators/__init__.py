"""What operators see: the sources and the notices as JSON, alarms and checks in a chat.

Names no chat and no user.
"""
