"""Training and evaluation: ships with the plugin, uses the product's own engine."""
