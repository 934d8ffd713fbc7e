"""A plain Pelican site, fast and incremental: name `pelican.FastPelican` in PELICAN_CLASS. docs/engine.md tells how."""
