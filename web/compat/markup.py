"""Whether a text that came without saying so is HTML.

It is, if every `<` in it begins a tag that comments are written with. Whatever else
has a `<` is read as plain, with all of its letters: what HTML hides from readers, as a
script or an unknown attribute, a publisher who shows plain text would show.
"""

import re

_ATTRIBUTE = r'\s+(?:(?:href|src|cite|class|target|dir|lang)="[^"\s<>]*"|rel="[a-z ]*")'
_TAG = re.compile(
    r"<(?:/?(?:a|abbr|b|blockquote|br|code|del|div|em|h[1-6]|i|img|ins|li|ol|p|pre|q"
    rf"|s|span|strike|strong|sub|sup|u|ul)(?:{_ATTRIBUTE})*\s*/?>)"
)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|nbsp|apos|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def format_of(text: str) -> str:
    """`html` or `plain`.

    >>> format_of('Read <a href="https://a.example">this</a>'), format_of("1 < 2")
    ('html', 'plain')
    >>> format_of("<script>all can read me</script>")
    'plain'
    """
    opened = text.count("<")
    if opened:
        return "html" if opened == len(_TAG.findall(text)) else "plain"
    return "html" if _REFERENCE.search(text) else "plain"
