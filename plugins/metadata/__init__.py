"""What a site tells machines of its pages: 网页标签, JSON-LD, sitemap.xml and robots.txt.

PLUGINS names `plugins.metadata.plugin`.
"""
