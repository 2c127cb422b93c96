"""Django forms as typed operations."""
