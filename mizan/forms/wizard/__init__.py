"""Several forms as the steps of one flow, whose answers are kept in the session until the last."""
