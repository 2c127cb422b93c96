"""The conference: its contact form, call for proposals and workshops."""
