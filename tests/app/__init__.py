"""A Django app with models and forms that tests use."""
