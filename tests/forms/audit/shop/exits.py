"""A script that somebody left in a package."""

import sys
import warnings

print("all done")  # noqa: T201
warnings.warn("a warning", stacklevel=1)
sys.exit()
