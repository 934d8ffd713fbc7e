"""What do the dated lines above a law's text say: who made it, when, under which number, since when it applies?

A line is one act: 通过 (adopted), 批准 (approved by a higher body), 公布/发布 (published), 修订/修正 (amended),
施行 (in force). The lines are kept word for word; only what they say without doubt is read out of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
YEARLY_NUMBER = re.compile(r"^[一-鿿]{1,10}[〔［\[(（]\d{4}[〕］\])）]\d+号$")
DECREE = re.compile(r"(?P<office>[一-鿿、 ]+?)(?:令第(?P<after>\d+)号|第(?P<before>\d+)号令)")
CONGRESS = re.compile(r"^第[^届]{1,6}届(全国人民代表大会(?:常务委员会)?)第")
LOCAL_CONGRESS = re.compile(r"^([一-鿿]{2,15}?)第[^届]{1,6}届(人大|人民代表大会)(常[^第]{1,4}会?)?第")
STANDING = "常务委员会"  # the sources also write 常委会, 常务员会, 常务委员
APPROVED_AMENDMENT = re.compile(r"批准的《([一-鿿]+?人民代表大会(?:常务委员会)?)关于")
AMENDING_OFFICE = re.compile(r"^《([一-鿿、]+?)关于(?:废止|修改)")
MEETING = re.compile(r"^经?([一-鿿]+?)(?:\d{4}年)?(?:第[^次]{1,6}次|部长)?(?:常务|部务|室务|办公)?会议")
PLAIN_ACT = re.compile(r"^经?([一-鿿、 ]+?)(?:公告(?:第.{1,3}号)?)?(?:修正)?(?:批准|发布|公布|$)")
COMMENCES = re.compile(r"^(?:起)?(?:施行|实施|执行)")
REPUBLIC = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Act:
    """One dated act. `text` is what follows the date, with plain digits and single spaces."""

    day: date
    text: str

    @property
    def commences(self) -> bool:
        return bool(COMMENCES.match(self.text))

    @property
    def approves(self) -> bool:
        return "批准" in self.text and not self.amends and "通过" not in self.text

    @property
    def amends(self) -> bool:
        return any(word in self.text for word in ("修订", "修正", "修改")) and "修正公布" not in self.text

    @property
    def revises(self) -> bool:
        """Whether the whole text was made anew (修订 by its maker), rather than changed by a decision."""
        return bool(re.search(r"(?:会议|号)(?:第.次)?(?:修订|修订通过|修订发布)", self.text))

    @property
    def maker(self) -> str:
        """Who acted; the first-named of several (the one that takes the lead). Empty when it is not said."""
        if match := APPROVED_AMENDMENT.search(self.text):
            return match[1]
        if match := CONGRESS.match(self.text):
            return match[1]
        if match := LOCAL_CONGRESS.match(self.text):
            return f"{match[1]}人民代表大会{STANDING if match[3] else ''}"
        for pattern in (DECREE, AMENDING_OFFICE, MEETING, PLAIN_ACT):
            if match := pattern.match(self.text):
                return _office(match[1])
        return ""

    @property
    def number(self) -> str:
        """The number of the decree that published or revised the text; never that of an earlier decree."""
        match = DECREE.search(self.text)
        if not match or "《" in self.text[: match.start()]:
            return ""
        office = match["office"].strip()
        office = office[office.find(REPUBLIC) :] if REPUBLIC in office else office
        return f"{office}令第{match['after'] or match['before']}号"


def _office(names: str) -> str:
    """The first-named office; none when the president promulgates what a congress has passed."""
    first = re.split(r"[、 ]", names.strip())[0]
    return "" if "主席令" in f"{first}令" or first in ("发布", "公布") else first.removeprefix(REPUBLIC)


@dataclass(frozen=True)
class History:
    """How a text came about; `lines` are in the words of the source."""

    lines: tuple[str, ...] = ()

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        found = [act for line in self.lines for act in _acts(line)]
        return tuple(sorted(found, key=lambda act: act.day))

    @cached_property
    def made(self) -> tuple[Act, ...]:
        """The acts by which the text came to be as it is, oldest first."""
        return tuple(act for act in self.acts if not act.commences)

    @property
    def published_on(self) -> date | None:
        return self.made[-1].day if self.made else None

    @property
    def signed_on(self) -> date | None:
        """The day of the maker's own last act: an approval by a higher body comes after it."""
        own = [act for act in self.made if not act.approves]
        return own[-1].day if own else self.published_on

    @property
    def publisher(self) -> str:
        own = [act.maker for act in self.made if not act.approves and act.maker]
        approving = [act.maker for act in self.made if act.approves and act.maker]
        return (own or approving or [""])[-1]

    @property
    def number(self) -> str:
        letter = next((line for line in self.lines if YEARLY_NUMBER.match(line)), "")
        last = [act.number for act in self.made if act.day == self.published_on and act.number]
        return letter or (last[-1] if last else "")

    @property
    def approved_by_state_council(self) -> bool:
        return any(act.approves and act.maker in ("国务院", "政务院") for act in self.made)

    @property
    def effective_on(self) -> date | None:
        """From a 施行 line; None when that line tells of an earlier version."""
        days = [act.day for act in self.acts if act.commences]
        published = self.published_on
        return days[-1] if days and (published is None or days[-1] >= published) else None


def _acts(line: str) -> list[Act]:
    plain = " ".join(unicodedata.normalize("NFKC", line).split())
    starts = list(DATE.finditer(plain))
    ends = [match.start() for match in starts[1:]] + [len(plain)]
    found = []
    for match, end in zip(starts, ends, strict=False):
        text = plain[match.end() : end].strip(" ()，,。")
        try:
            found.append(Act(date(*map(int, match.groups())), text))
        except ValueError:
            continue
    return found


def join_lines(lines: Iterable[str], title: str) -> tuple[str, ...]:
    """The lines of the head as entries: one that was broken in two is joined again.

    A line that only repeats part of the title is left out. After the number of a covering letter every line
    stands alone.
    """
    entries: list[str] = []
    letter = False
    for line in (raw.strip() for raw in lines):
        if not line or line in title:
            continue
        letter = letter or bool(YEARLY_NUMBER.match(line))
        if entries and not letter and not DATE.match(line) and DATE.match(entries[-1]):
            entries[-1] += f" {line}"
        else:
            entries.append(line)
    return tuple(entries)
