"""Every field, every widget and every layout, as Django and as React draw them."""
