"""What `kaiken check` looks at: each part says what it found, how grave it is, and what to do.

It changes nothing, and knows no handler and no notice. Each rule gets what was seen and `now`.
"""
