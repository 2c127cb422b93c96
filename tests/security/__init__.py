"""Threats, each with the test that fails where Mizan gives in; docs/explanation/security.md has the table."""
