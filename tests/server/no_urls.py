"""A site that includes Mizan nowhere."""

urlpatterns: list[object] = []
