"""The editors' preview: a site that builds itself on every save, and pages that reload themselves and show what is wrong.

`builds` makes the site, `news` carries what came of it to the open pages, `pages` is how they are served.
"""
