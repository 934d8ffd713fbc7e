"""What only the build finds, in the rendered text and on paper; documented here, with the rules of the source."""

from __future__ import annotations

from plugins.gazette.findings import Severity

from ..registry import Rule

FAMILY = "建站和排版"

rendered_markup = Rule(
    "UH001",
    "转换后仍有不允许的网页代码",
    Severity.ERROR,
    "建站时对转换后的正文再查一遍：只有允许的标签和属性可以留下。"
    "\n\n通过：正文只用 Markdown。\n\n不通过：拼接以后才成为标签的写法。",
)
rendered_link = Rule(
    "LK001", "转换后的链接没有着落", Severity.ERROR, "建站时对转换后的正文再查一遍：链接的文件要在本站。"
    "\n\n通过：`[清单](../../attachments/2016/清单.xlsx)`，文件在那里。\n\n不通过：转换以后指向内容目录之外的链接。"
)
no_glyph = Rule(
    "TS001",
    "字体中没有这个字",
    Severity.ERROR,
    "所用字体都没有的字不能排入 PDF。这份文件（和刊登它的公报）没有 PDF，其他文件照常生成，命令以 1 退出。"
    "安装收有该字的字体，或在设置 `PORTAL` 的 `fonts` 中指定字体文件。"
    "\n\n通过：常用的汉字。\n\n不通过：字体里没有的生僻字。",
)
refused_character = Rule(
    "TS002", "不能排印的字符", Severity.ERROR, "控制字符不能排入 PDF。对照原件改为规范的汉字或符号。"
    "\n\n通过：正文没有控制字符。\n\n不通过：正文里有控制字符 U+0008。"
)
lost_picture = Rule(
    "TS003", "图片不能排入 PDF", Severity.ERROR, "图片应是内容目录中的 PNG、JPEG、GIF、WebP 或 SVG 文件。"
    "\n\n通过：PNG 格式的图片。\n\n不通过：扩展名是 .png、内容是别的格式的图片。"
)
not_set = Rule("TS004", "排版没有成功", Severity.ERROR, "排版程序报告的其他错误，按提示修改正文。"
    "\n\n通过：排版程序没有报告错误。\n\n不通过：排版程序报告了错误的文件。")
left_out = Rule(
    "TS005", "没有排入 PDF 的不可见字符", Severity.NOTE, "零宽字符等没有笔画的字符不排入 PDF。从正文中删去。"
    "\n\n通过：正文没有零宽字符。\n\n不通过：正文里有零宽空格 U+200B。"
)
unknown = Rule(
    "TS006",
    "PDF 中排为“〓”的字符",
    Severity.WARNING,
    "转载文件中的专用区字符没有公认的字形，网页照录，PDF 中以缺字符号“〓”代替。对照原件改为标准汉字或符号。"
    "\n\n通过：标准汉字。\n\n不通过：转载文件中的专用区字符 U+E000。",
)
