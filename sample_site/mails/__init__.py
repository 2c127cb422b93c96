"""The mails of a demo: kept instead of sent, and shown on a page."""
