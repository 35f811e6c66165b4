"""The graph as files that other systems read."""
