"""What a site says of itself on paper: its name, its red heads, its bulletin. Facts not given are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plugins.gazette.documents import Document


@dataclass(frozen=True)
class House:
    """`red_heads` and `printers` go by the department's full name, `imprint` by the labels of a bulletin's end matter;
    `sealed` are the departments that sign their documents electronically: these get a place for the seal.

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
    imprint: Mapping[str, str] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()

    def red_head(self, departments: Sequence[str]) -> tuple[tuple[str, ...], str]:
        """The names of a 发文机关标志, and the word beside them when several bodies issue a document together: the one
        that leads comes first. Joint bodies may have a head of their own, by their names parted by 、."""
        joint = "、".join(departments)
        if len(departments) > 1 and joint not in self.red_heads:
            return tuple(departments), "文件"
        return (self.red_heads.get(joint, f"{joint}文件"),), ""

    def sponsor(self, issue: Document) -> str:
        """Who makes an issue of the bulletin."""
        return issue.sponsor or self.gazette_sponsor or self.site_name

    @property
    def masthead_lines(self) -> tuple[str, ...]:
        """The name of the government where 公报 stands below it in larger type, else the whole name."""
        name = self.masthead
        return (name.removesuffix("公报"),) if self.is_masthead_apart else (name,)

    @property
    def is_masthead_apart(self) -> bool:
        return self.masthead.endswith("公报") and len(self.masthead) > 8

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
