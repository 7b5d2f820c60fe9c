"""What makes an edition trustworthy: its signature, the mark of a copy, and reading both again.

`signing` signs and verifies, `numbers` makes the numbers of copies, `marks` writes one into a copy,
`tracing` finds it again in whatever became of the copy, `unpacking` in whatever it was packed into.
"""
