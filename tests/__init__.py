"""The tests. A package of its own, since some libraries install one of the same name."""
