"""Every document and bulletin issue as an archival, accessible PDF, set with Typst.

A Document and its Body become a job (`plan`), a job becomes bytes (`compile`); `plugin` alone knows of the site.
"""
