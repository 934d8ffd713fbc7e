"""The program: one package per capability. `docs/architecture.md` says which may import which."""
