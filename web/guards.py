"""What every answer tells browsers, so that nothing in it is taken for more."""

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

DESK_CSP = f"{CSP}; script-src 'self'; connect-src 'self'"
"""The desk alone has scripts, all of them files of its own: none stands in a page."""

GUARDS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

NOT_KEPT = {"Cache-Control": "no-store"}
