"""The 政府信息公开目录: its lists by department, topic, genre, year and validity, and its machine-readable forms.

PLUGINS names `plugins.catalogue.plugin`.
"""
