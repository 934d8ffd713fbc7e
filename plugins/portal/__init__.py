"""The Pelican adapter: settings, the build gate, and the pages made of the corpus.

PLUGINS names `plugins.portal.plugin`.
"""
