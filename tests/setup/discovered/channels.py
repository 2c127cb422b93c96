"""An app with everything that is discovered."""
