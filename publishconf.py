"""Settings of the public site: absolute addresses, and no invented sample gets in."""

from pelicanconf import *  # noqa: F403
from pelicanconf import PORTAL

SITEURL = "https://www.kmxs.gov.cn"
RELATIVE_URLS = False
PORTAL = {**PORTAL, "samples": False}
