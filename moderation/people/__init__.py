"""The people of the desk, one thing in each module.

`managing` is what admins do with them, `passwords`, `resetting` and `factors` are what
they prove by who they are, `openid` is the door of another house, and `tries` makes
wait who guesses. `moderation.accounts` is where they come in.
"""
