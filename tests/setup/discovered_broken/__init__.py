"""An app whose functions cannot be imported."""
