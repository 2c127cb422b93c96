"""Saltmarsh: the site of a small community conference, first as ordinary Django, then with Mizan."""
