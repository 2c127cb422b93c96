"""Template tags: `{% load mizan %}`."""
