"""What a site says of itself on paper: its name, its red heads, its bulletin. Facts not given are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class House:
    """`red_heads` and `printers` go by the department's full name.

    A department without a 发文机关标志 of its own has its name and 文件 (GB/T 9704-2012, 7.2.4); one without a
    printing office (印发机关) has no such line.
    """

    site_name: str
    site_url: str = ""
    gazette_name: str = "政府公报"
    gazette_sponsor: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    red_heads: Mapping[str, str] = field(default_factory=dict)
    printers: Mapping[str, str] = field(default_factory=dict)

    def red_head(self, department: str) -> str:
        return self.red_heads.get(department, f"{department}文件")

    @property
    def masthead(self) -> str:
        """The bulletin's full name: that of the government before 公报, once."""
        name = self.gazette_name
        if name.startswith(self.site_name) or not name.startswith("政府"):
            return name
        return (
            f"{self.site_name}{name.removeprefix('政府')}"
            if self.site_name.endswith("政府")
            else self.site_name + name
        )
