"""Sentences of our own writing that try a model where it is likely to fail.

`identity` asks whether a sentence scores the same whoever it names, `disguises`
whether letters in disguise are seen through, `functional` whether hate is told from
its look-alikes. None of it is ever learnt from.
"""
