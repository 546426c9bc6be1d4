"""What others wrote, on a terminal."""


def printable(text: str) -> str:
    """A text without what a terminal would act on; tabs stay.

    >>> printable("a\\x1b]0;b\\tc")
    'a?]0;b\\tc'
    """
    return "".join(each if each.isprintable() or each == "\t" else "?" for each in text)
