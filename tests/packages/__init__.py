"""Mizan over packages of others; they have an environment of their own (`make audit`)."""
