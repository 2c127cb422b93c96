"""The OpenAPI document tells the truth: schemathesis asks every call what it says."""
