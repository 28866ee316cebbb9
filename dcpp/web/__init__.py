"""The front door: form fields, page filters, lists, charts, navigation, error pages, security headers."""
