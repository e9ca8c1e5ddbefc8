"""The bar's rules, pure: no I/O, no waiting, no reading of the clock."""
