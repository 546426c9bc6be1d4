"""The story of a comment: intake, judging, policy, queue, review, learning.

Read in this order: `comments` (the words), `intake` (a comment comes in),
`judging` (both `judges` are asked), `policy` (what follows), `review` (a moderator
decides), `webhooks` (the publisher is told) and `learning` (the judge improves).
"""
