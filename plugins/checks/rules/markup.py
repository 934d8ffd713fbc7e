"""Is there HTML in the Markdown that must not reach a page?

One allow-list, `gazette.sanitise.ALLOWED`, for what editors type and for what is rendered. Code is shown, not
run: what stands in a fence or between backticks is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.gazette.findings import Severity
from plugins.gazette.sanitise import ALLOWED, attribute_allowed, is_elsewhere, resolve
from plugins.gazette.tags import Tag, tags
from plugins.gazette.values import Value

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "网页代码"
SAFE_SCHEMES = "只用 https、http、mailto、tel 开头的地址，或内容目录里的文件。"


def _tags(subject: Subject) -> Iterator[Tag]:
    text = subject.prose.without_code
    return tags(text) if "<" in text else iter(())


def _fault(subject: Subject, offset: int, message: str, hint: str) -> Fault:
    line, column = subject.prose.place(offset)
    return Fault(line, column, message, hint)


def _scalars(value: Value) -> Iterator[Value]:
    if value.kind == "list":
        for item in value.items:
            yield from _scalars(item)
    elif value.kind == "text":
        yield value


def _in_front_matter(subject: Subject) -> Iterator[Fault]:
    for entry in subject.document.front_matter.entries:
        for value in _scalars(entry.value):
            for tag in tags(value.text):
                words = value.text[tag.offset :].split(">", 1)[0]
                if not tag.closing:
                    place = subject.place_in(value, tag.offset, words)
                    yield Fault(*place, f"元数据不得使用网页代码{quoted(words + '>')}", "删去标签，只写文字。")


@document_rule("HT001", "不允许的标签", binding=True)
def forbidden_tag(subject: Subject) -> Iterator[Fault]:
    """正文用 Markdown 书写；只有表格、上下标等少数 HTML 标签可用，脚本、样式、框架、表单等一律不用。

    要显示标签本身，放在反引号里。元数据中什么标签都不用。

    通过：

    ```text
    面积为 10 km<sup>2</sup>；标签 `<script>` 照原样显示。
    ```

    不通过：

    ```text
    <script>alert(1)</script>
    ```
    """
    if "<" in subject.document.front_matter.head:
        yield from _in_front_matter(subject)
    opened: set[str] = set()
    for tag in _tags(subject):
        if tag.name.startswith("!") or tag.name in ALLOWED:
            continue
        if not tag.closing:
            opened.add(tag.name)
        if not tag.closing or tag.name not in opened:
            shown = f"<{'/' if tag.closing else ''}{tag.name[:30]}>"
            advice = f"删去标签；如果是文字，写作 &lt;{tag.name[:30]}&gt;。"
            yield _fault(subject, tag.offset, f"正文不得使用 {shown}", advice)


@document_rule("HT002", "不允许的属性", binding=True)
def forbidden_attribute(subject: Subject) -> Iterator[Fault]:
    """可用的标签也只能带少数属性：没有 onclick 等事件，没有 style（表格的 text-align 除外）。

    通过：

    ```text
    <table><tr><th colspan="2">合计</th></tr></table>
    ```

    不通过：

    ```text
    <span onclick="alert(1)">合计</span>
    ```
    """
    for tag in _tags(subject):
        if tag.name not in ALLOWED or tag.closing:
            continue
        for attribute in tag.attributes:
            if not attribute_allowed(tag.name, attribute.name, attribute.value):
                message = f"<{tag.name}> 不得使用 {attribute.name[:30]} 属性"
                yield _fault(subject, attribute.offset, message, "删去这个属性。")


@document_rule("HT003", "不安全的地址", binding=True)
def unsafe_address(subject: Subject) -> Iterator[Fault]:
    """链接和图片的地址只用 https、http、mailto、tel 开头，不用 javascript:、data: 等。元数据中的来源网址也是这样。

    通过：

    ```text
    [国务院政策文件库](https://www.gov.cn/zhengce/)
    ```

    不通过：

    ```text
    [点击查看](javascript:alert(1))
    ```
    """
    url = subject.document.source_url
    if url and not url.lower().startswith(("http://", "https://")):
        yield subject.at("source_url", f"来源网址应以 https:// 或 http:// 开头；当前为{quoted(url)}", SAFE_SCHEMES)
    for link in subject.document.links:
        if has_scheme(link.target) and resolve(link.target, subject.document.path) is None:
            yield Fault.at(link, f"不允许的地址：{quoted(link.target)}", SAFE_SCHEMES)


def has_scheme(address: str) -> bool:
    """Whether the address begins with a scheme (javascript:) or names a host (//host), however disguised."""
    bare = "".join(char for char in address if ord(char) > 0x20 and char != "\x7f")
    try:
        parts = urlsplit(bare)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


@document_rule("HT005", "外站的图片", binding=True)
def image_from_elsewhere(subject: Subject) -> Iterator[Fault]:
    """图片要放在内容目录里，不从别的网站取：那里改了、删了，本站就没有图，读者的访问也会被别的网站知道。

    通过：

    ```text
    ![办理流程：受理、审核、办结三步](/theme/images/emblem.svg)
    ```

    不通过：

    ```text
    ![办理流程：受理、审核、办结三步](https://www.example.com/a.png)
    ```
    """
    for link in subject.document.links:
        address = resolve(link.target, subject.document.path) if link.is_image else None
        if address is not None and is_elsewhere(address):
            advice = "把图片存进 content/images/，写相对路径。"
            yield Fault.at(link, f"图片取自别的网站：{quoted(link.target)}", advice)


@document_rule("HT004", "HTML 注释")
def comment(subject: Subject) -> Iterator[Fault]:
    """正文不用 HTML 注释：它不显示，却会随正文公开。转载的文件只作警告。

    不通过：

    ```text
    <!-- 此处待领导审定 -->
    ```

    通过：正文没有注释，意见写在合并请求里。
    """
    for tag in _tags(subject):
        if tag.name.startswith("!"):
            fault = _fault(subject, tag.offset, "正文不得含有 HTML 注释或声明", "删去。")
            yield fault if subject.is_own else fault._replace(severity=Severity.WARNING)
