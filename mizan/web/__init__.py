"""For pages rather than calls: hydration, `form/<name>/`, and the page of a form without JavaScript."""

from mizan.web.hydration import ahydrate, hydrate
from mizan.web.middleware import hydration_middleware
from mizan.web.page import FormPage

__all__ = ["FormPage", "ahydrate", "hydrate", "hydration_middleware"]
