"""What happened, counted: `counting` reads events and keeps counts, `reading` reads
counts, `bins` has what scores and times are counted in.
"""
