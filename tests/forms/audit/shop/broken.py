"""A module whose dependency is missing."""

import nothing_of_this_name  # type: ignore[import-not-found]  # noqa: F401
