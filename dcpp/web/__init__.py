"""The front door: form fields, page filters, navigation, error pages, security headers."""
