"""Pelican made fast, incremental and safe to interrupt. It knows nothing of government."""
