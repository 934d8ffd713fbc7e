"""Settings of the demonstration site: the starting document's own district, with invented samples allowed."""

PELICAN_CLASS = "plugins.engine.pelican.TransactionalPelican"
SITENAME = "昆明市西山区人民政府"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
DEFAULT_LANG = "zh-CN"
LOCALE = ("C.UTF-8", "C")
TIMEZONE = "Asia/Shanghai"
RELATIVE_URLS = True
DELETE_OUTPUT_DIRECTORY = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
PLUGINS = [
    "plugins.portal.plugin",
    "plugins.catalogue.plugin",
    "plugins.metadata.plugin",
    "plugins.search.plugin",
    "plugins.typeset.plugin",
    "plugins.archive.plugin",
    "plugins.epub.plugin",
]
PORTAL: dict[str, object] = {
    "site_name": "昆明市西山区人民政府",
    "site_domain": "www.kmxs.gov.cn",
    "site_id": "5301120004",
    "host_unit": "昆明市西山区人民政府",
    "address": "云南省昆明市西山区秀苑路188号",
    "postcode": "650188",
    "telephone": "68212345",
    "icp": "滇ICP备19011656号-1",
    "technical_support": "昆明信息港",
    "copyright": "昆明市西山区政府",
    "gazette_name": "昆明市西山区人民政府公报",
    "gazette_sponsor": "昆明市西山区人民政府办公室",
}
