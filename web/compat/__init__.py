"""The faces of other services: their paths, their fields, their errors."""
