"""What does a sentence say of the document it cites: that it rests on it, that it ends it, or that it is of the past?

Asked of the words around a citation (根据《X》…, 《X》同时废止, 原《X》, 《X》修订后). A sentence that says neither is
left alone: nothing is guessed.
"""

from __future__ import annotations

import re

BASIS, ENDS, PAST = "basis", "ends", "past"
LONGEST = 160  # characters of a sentence that are looked at on either side
STOPS = re.compile(r"[。；！？\n]")
RELIED = re.compile(r"根据|依据|依照|按照|遵照|参照|贯彻|落实|执行|办理|适用|违反|按[“《]?$|按(?=[《一-鿿]{0,12}〔)")
OVER = ("废止", "失效", "修改", "修订", "修正", "停止执行", "停止施行", "不再执行", "替代", "取代")
FORMER = re.compile(r"原[^，。；]{0,12}$")
OTHERS = r"(?:[、，]?(?:和|与|及|以及)?原?《[^《》\n]{2,100}》|[（(][^（）()\n]{2,60}[）)]|(?:自|从|于)[^，。；《》\n]{1,30}?起)"
ENDING = re.compile(
    rf"{OTHERS}{{0,8}}(?:等?[一二三四五六七八九十\d]*[件个份]?(?:文件|规定|办法)?)[，,]?"
    r"(?:同时|即行|予以|一并|相应|立即|均|全部|自行)*(?:废止|失效|停止执行)(?=[。；，,;\n]|$)"
)
ENDED = re.compile(r"(?:决定|现|现予|现将|同时|并|予以)废止[：:]?$")


def role(text: str, start: int, end: int) -> str:
    """The role of what is cited at `start` to `end` of a text; empty when its sentence gives it none."""
    before = STOPS.split(text[max(0, start - LONGEST) : start])[-1]
    after = STOPS.split(text[end : end + LONGEST], maxsplit=1)[0]
    if any(word in after or word in before for word in OVER):
        return ENDS if ENDING.match(after) or ENDED.search(before) else PAST
    if FORMER.search(before):
        return PAST
    return BASIS if RELIED.search(before) or RELIED.search(after) else ""
