"""An app that declares one of everything."""
