"""The independent services of Waymark, a package each. They never import one another."""
