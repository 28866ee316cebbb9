"""What the service says of itself."""

PAGES = {
    "statements/view_accessibility.html": lambda _sign_in: "/accessibility",
    "statements/view_privacy.html": lambda _sign_in: "/privacy",
}
