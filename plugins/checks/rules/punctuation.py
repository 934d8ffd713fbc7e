"""Is a Chinese text punctuated as Chinese?

GB/T 15834-2011 on punctuation; GB/T 9704-2012, 7.2.5 on the brackets of a 发文字号. What others wrote is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.numbers import DocumentNumber

from ..passages import Passage
from ..registry import document_rule
from ..subject import Fault, Subject, by_line, quoted

FAMILY = "标点"
# Patterns begin with the mark itself and look back from it: looking forward from every character costs ten times as much.
HALF = re.compile(
    r"[,;?!:.](?:"
    r"(?<=[一-鿿）》”’〕】。，；：、].)(?:(?<![:.])(?!(?<=!)\[)|(?<=:)(?!//)|(?<=\.)[ \t]*(?=[一-鿿（《“]|$))"  # 中文,
    r"|(?:(?<=[一-鿿] .)|(?<=[一-鿿]\*\*.)|(?<=[一-鿿]\*.))(?<![.])(?![\[/])"  # 中文 , and **中文**,
    r"|(?<=[\dA-Za-z%％)].)(?<!\.)(?=[一-鿿《“（])|(?<=[\d%％].)(?<=[,;])(?=[ \t]*$)"  # 95%,中文
    r"|(?<![^\n].)(?<=[,;?!])(?=[一-鿿]))",  # at the start of a line
    re.MULTILINE,
)
FULL_FORM = dict(zip(",;:?!.", "，；：？！。", strict=True))
NUMBER = re.compile(
    r"[\[(（【［〔「〖{｛<＜《『] ?(?P<year>(?:19|20)\d{2})年? ?[\])）】］〕」〗}｝>＞》』] ?(?P<serial>第? ?\d{1,5} ?号)"
)
OFFICE = re.compile(r"[一-鿿]{1,10}(?:发|函|字|规|通|复|电|办|政|告) ?\Z")
BEFORE_OFFICE = re.compile("按照?|依据|依照|根据|执行|落实|贯彻|关于|规定|见|和|与|及|由")
DOUBLED = re.compile(r"[。，；：、][。，；：、](?<!。。)|。。(?!。)(?<!。。。)")
DOTS = re.compile(r"\.(?<=[^\x00-\x7f].)\.{2,}|。{3,}|…(?<!……)(?!…)")
STRAIGHT = re.compile(
    r"(?P<mark>[\"'])(?<![A-Za-z0-9=].)(?=[^\"'\n]{0,200}(?P=mark))[^\"'\n]*[一-鿿][^\"'\n]*(?P=mark)"
    r"|(?P<lone>\")(?:(?<=[一-鿿，。；：、（].)|(?=[一-鿿]))"
)
HEXAGONAL = re.compile(r"〔(?P<inside>(?![12]\d{3}年?〕|\d{2}〕|[一-鿿]{1,6}届〕)[^〔〕（）()\n]{1,40})〕")
ENDS = frozenset("。，、；：,;")
FULL_QUOTES = {'"': "“{}”", "'": "‘{}’"}


@document_rule("PN001", "中文里的半角标点", Severity.WARNING)
def half_width(subject: Subject) -> Iterator[Fault]:
    """中文的标点用全角。每行报告一次；转载的文件不作检查。

    通过：

    ```text
    各街道办事处，区直各部门：
    ```

    不通过：

    ```text
    各街道办事处,区直各部门:
    ```
    """
    if subject.is_own:
        yield from by_line(_half_marks(subject))


def _half_marks(subject: Subject) -> Iterator[Fault]:
    for passage, match in subject.matches(HALF, ",;:?!."):
        if not passage.is_address(match.start()):
            mark = match[0][0]
            yield Fault(*passage.place(match.start()), f"中文里用了半角标点“{mark}”", FULL_FORM[mark])


@document_rule("PN002", "正文中文号的括号", Severity.WARNING)
def number_in_text(subject: Subject) -> Iterator[Fault]:
    """正文引用发文字号，年份也用六角括号〔〕，序号前不加“第”（GB/T 9704—2012）。转载的文件不作检查。

    通过：

    ```text
    依据西政发〔2016〕1号文件。
    ```

    不通过：

    ```text
    依据西政发[2016]1号文件。
    ```
    """
    if not subject.is_own:
        return
    for passage, match in subject.matches(NUMBER, "12"):
        found = OFFICE.search(passage.text, max(0, match.start() - 12), match.start())
        if found is None:
            continue
        office, blanks = BEFORE_OFFICE.split(found[0].rstrip())[-1], found[0].count(" ")
        serial = match["serial"].replace(" ", "").removeprefix("第").lstrip("0")
        if office.endswith("字") and match["serial"].startswith("第"):
            serial = f"第{serial}"  # cases and licences are numbered so: 西劳人仲案字〔2026〕第123号
        mended = f"〔{match['year']}〕{serial}"
        is_wrong = blanks or match[0] != mended
        if is_wrong and DocumentNumber.parse(office + mended) is not None:
            message = f"正文中的发文字号写作{quoted(office + ' ' * blanks + match[0])}"
            fault = Fault(*passage.place(match.start() - blanks), message, office + mended)
            yield fault.mended(blanks + len(match[0]), mended)


@document_rule("PN004", "重复的标点", Severity.WARNING)
def doubled_mark(subject: Subject) -> Iterator[Fault]:
    """标点不重复，句号前后没有别的点号。

    通过：

    ```text
    认真落实。
    ```

    不通过：

    ```text
    认真落实。。
    ```
    """
    yield from by_line(
        Fault(*passage.place(match.start()), f"重复的标点{quoted(match[0])}", "。" if "。" in match[0] else match[0][0])
        for passage, match in subject.matches(DOUBLED, "。，；：、")
    )


@document_rule("PN005", "省略号", Severity.WARNING)
def ellipsis(subject: Subject) -> Iterator[Fault]:
    """省略号是两个三连点“……”。转载的文件不作检查。

    通过：

    ```text
    包括供水、供电……
    ```

    不通过：

    ```text
    包括供水、供电...
    ```
    """
    if subject.is_own:
        yield from by_line(
            Fault(*passage.place(match.start()), f"省略号写成了{quoted(match[0])}", "……")
            for passage in subject.passages
            if "..." in passage.text or "。。。" in passage.text or "…" in passage.text
            for match in DOTS.finditer(passage.text)
        )


@document_rule("PN006", "直引号", Severity.WARNING)
def straight_quotes(subject: Subject) -> Iterator[Fault]:
    """中文的引号是“ ”，不用直引号。转载的文件不作检查。

    通过：

    ```text
    落实“五公开”。
    ```

    不通过：

    ```text
    落实"五公开"。
    ```
    """
    if subject.is_own:
        found = subject.matches(STRAIGHT, "\"'")
        yield from by_line(_straight(*one) for one in found if not one[0].is_address(one[1].start()))


def _straight(passage: Passage, match: re.Match[str]) -> Fault:
    hint = "改用“ ”，并使引号成对。" if match["lone"] else FULL_QUOTES[match["mark"]].format(match[0][1:-1])
    return Fault(*passage.place(match.start()), f"直引号{quoted(match[0])}", hint)


@document_rule("PN009", "六角括号的用处", Severity.WARNING)
def hexagonal(subject: Subject) -> Iterator[Fault]:
    """六角括号〔〕只用在发文字号的年份、届次上，以及套在圆括号外面；别处用圆括号（）。转载的文件不作检查。

    通过：

    ```text
    依据西政发〔2016〕1号文件（含附件）。
    ```

    不通过：

    ```text
    适用〔含试点〕地区。
    ```
    """
    if subject.is_own:
        yield from by_line(
            Fault(*passage.place(match.start()), f"六角括号用在了别处：{quoted(match[0])}", f"（{match['inside']}）")
            for passage, match in subject.matches(HEXAGONAL, "〔")
        )


@document_rule("PN010", "标题末尾的标点", Severity.WARNING)
def title_ends(subject: Subject) -> Iterator[Fault]:
    """标题末尾不用句号、逗号、分号等点号（GB/T 15834—2011）。转载的文件不作检查。

    通过：

    ```yaml
    标题: 关于做好防汛工作的通知
    ```

    不通过：

    ```yaml
    标题: 关于做好防汛工作的通知。
    ```
    """
    title = subject.document.title
    if subject.is_own and title[-1:] in ENDS:
        yield subject.at("title", f"标题末尾有“{title[-1]}”", title.rstrip("".join(ENDS)))
