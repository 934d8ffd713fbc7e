"""Can the file and its front matter be read at all? Found while reading, documented here.

The finders are `gazette.source` (SR) and `gazette.front_matter` (FM001–FM005); a test holds this list and
theirs together.
"""

from __future__ import annotations

from plugins.gazette.findings import Severity

from ..registry import Rule

FAMILY = "读取文件"


def _rule(code: str, title: str, explanation: str) -> Rule:
    return Rule(code, title, Severity.ERROR, explanation)


link_out_of_tree = _rule(
    "SR001",
    "符号链接",
    "文件的符号链接只能指向内容目录之内，文件夹不能是符号链接。改为真正的文件和文件夹。"
    "\n\n通过：真正的文件和文件夹。\n\n不通过：指向内容目录之外的符号链接。",
)
unreadable = _rule(
    "SR002",
    "文件无法读取",
    "检查文件的读取权限，以及它是否真是文件。"
    "\n\n通过：普通的、可以读取的文件。\n\n不通过：没有读取权限的文件，管道，设备。",
)
too_large = _rule(
    "SR003",
    "文件过大",
    "正文文件至多 8 MB。图片和大表格作为附件。"
    "\n\n通过：正文文件 50 KB，图片作为附件。\n\n不通过：10 MB 的正文文件。",
)
empty = _rule(
    "SR004",
    "空文件",
    "文件没有任何内容：写上内容，或者删去文件。\n\n通过：文件里有元数据和正文。\n\n不通过：0 字节的文件。",
)
not_utf8 = _rule(
    "SR005",
    "不是 UTF-8 编码",
    "文件一律使用 UTF-8 编码（记事本：另存为，编码选 UTF-8），不用 GBK、UTF-16。"
    "\n\n通过：另存为 UTF-8。\n\n不通过：GBK 或 UTF-16 编码的文件。",
)
not_here = _rule(
    "SR006",
    "指定的文件不存在",
    "要检查的路径在内容目录中没有找到。检查路径的拼写。指定的是附件等不单独检查的文件时，提示一次。"
    "\n\n通过：`invoke check content/policies/2016/a.md`。\n\n不通过：`invoke check content/policies/2016/没有.md`。",
)
other_suffix = _rule(
    "SR007",
    "文件名不以 .md 结尾",
    "正文文件名以小写的 .md 结尾；写作 .MD、.markdown、.md.txt 的没有读取，不会发布。"
    "\n\n通过：`a.md`。\n\n不通过：`a.MD`，`a.md.txt`。",
)
vocabulary = _rule(
    "VC001",
    "词表有误",
    "`vocabularies/` 中的词表要能读取：每条以“- ”开头，字段齐全。改正之前，这个词表用程序自带的代替，其他问题照常检查。"
    "\n\n通过：`- {name: 通知}`。\n\n不通过：`- {name: 通知`，花括号没有成对。",
)
byte_order_mark = Rule(
    "SR008",
    "字节顺序标记",
    Severity.NOTE,
    "文件开头不要有字节顺序标记（BOM）。有的照常读取，只提示一次。"
    "\n\n通过：另存为“UTF-8”。\n\n不通过：另存为“带 BOM 的 UTF-8”。",
)
line_ends = Rule(
    "SR009",
    "行尾的换行符",
    Severity.NOTE,
    "行尾用 LF，不用 CR 或 CRLF。用了的照常读取，只提示一次。\n\n通过：行尾选 LF。\n\n不通过：行尾选 CRLF。",
)
no_front_matter = _rule(
    "FM001",
    "没有元数据",
    "文件以元数据开头，首行为三个短横线。\n\n通过：\n\n"
    "```file\n---\n标题: 关于做好防汛工作的通知\n发布机构: 昆明市西山区人民政府\n"
    "发布日期: 2016-12-21\n公开属性: 主动公开\n公开方式: [政府网站]\n---\n正文。\n```\n\n"
    "不通过：\n\n```file\n标题: 关于做好防汛工作的通知\n\n正文。\n```",
)
not_closed = _rule(
    "FM002",
    "元数据没有结束",
    "各字段之后另起一行写三个短横线，下面才是正文。\n\n不通过：\n\n"
    "```file\n---\n标题: 关于做好防汛工作的通知\n\n正文。\n```"
    "\n\n通过：各字段之后另起一行写 `---`，下面是正文。",
)
syntax = _rule(
    "FM003",
    "元数据语法错误",
    "每个字段写成“字段: 内容”：半角冒号，冒号后空一格，引号、方括号成对，缩进用空格不用制表符。\n\n通过：\n\n"
    "```yaml\n关键词: [政务公开, 五公开]\n```\n\n不通过：\n\n```yaml\n关键词: [政务公开, 五公开\n```",
)
refused = _rule(
    "FM004",
    "元数据使用了不支持的写法",
    "元数据不使用 YAML 的锚点（`&`、`*`）、标签（`!`），嵌套至多 8 层。以这些符号开头的内容加引号。\n\n"
    "不通过：\n\n```yaml\n概述: &a 概述\n```"
    "\n\n通过：`概述: '&a 概述'`，以符号开头的内容加引号。",
)
too_long = _rule(
    "FM005",
    "元数据过长",
    "元数据至多 200,000 个字符。正文写在第二个 `---` 之后。"
    "\n\n通过：元数据只写各字段。\n\n不通过：把正文写在两行 `---` 之间。",
)
