"""A small content tree with every case the catalogue knows: versions, repeal, expiry, samples, aliases, pages."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from plugins.gazette import source, vocabularies
from plugins.gazette.corpus import Corpus
from plugins.portal import build as portal_build
from plugins.portal.cli import Places

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2020, 6, 1)
DOMAIN = "www.example.gov.cn"

FILES = {
    "vocabularies/departments.yaml": """
- {name: 昆明市西山区人民政府, aliases: [昆明市西山区政府], own: true}
- {name: 昆明市西山区财政局, own: true}
- {name: 全国人民代表大会常务委员会}
""",
    "vocabularies/topics.yaml": """
- {name: 综合政务, children: [政务公开, 其他]}
- {name: 公安、安全、司法, children: [司法]}
- {name: 其他, aliases: [其他文件]}
""",
    "vocabularies/genres.yaml": "- {name: 意见, aliases: [实施意见]}\n- {name: 通知}\n- {name: 法律}\n",
    "vocabularies/columns.yaml": """
- {id: policies, name: 政策文件, kind: policy, description: 发布政策文件。, keywords: [政策, 文件], type: 政策文件}
- {id: interpretations, name: 政策解读, kind: interpretation}
- {id: bulletins, name: 政府公报, kind: bulletin}
""",
    "policies/2016/公开.md": """---
标题: 关于全面推进政务公开工作的实施意见
索引号: 015116516-201612-480926
发布机构: 昆明市西山区政府
发布日期: 2016-12-21 08:30
体裁: 实施意见
主题分类: 其他文件
公开属性: 主动公开
公开方式: [政府网站, 政府公报]
附件: [附件 1.pdf]
---
正文。
""",
    "policies/2017/复议法/2017-09-01.md": """---
标题: 行政复议法
文号: 主席令第76号
发布机构: 全国人民代表大会常务委员会
发布日期: 2017-09-01
体裁: 法律
主题分类: 公安、安全、司法\\司法
转载自: 国家法律法规数据库
来源网址: https://flk.npc.gov.cn/
---
旧文。
""",
    "policies/2017/复议法/2019-04-23.md": """---
标题: 行政复议法
发布机构: 全国人民代表大会常务委员会
发布日期: 2019-04-23
体裁: 法律
主题分类: 公安、安全、司法\\司法
转载自: 国家法律法规数据库
---
新文。
""",
    "policies/2018/临时.md": """---
标题: "=HYPERLINK(\\"http://x\\") a<b & 通知"
文号: 西政发〔2018〕3号
发布机构: 昆明市西山区财政局
成文日期: 2018-02-28
发布日期: 2018-03-01
失效日期: 2019-03-01
体裁: 通知
公开属性: 主动公开
主题分类: 综合政务\\政务公开
关键词: [财政, 临时]
概述: 一句话。
依据: [015116516-201612-480926]
---
正文。
""",
    "policies/2019/旧.md": """---
标题: 将被废止的通知
发布机构: 昆明市西山区财政局
发布日期: 2019-01-02
体裁: 通知
公开属性: 主动公开
---
正文。
""",
    "policies/2020/新.md": """---
标题: 废止通知
发布机构: 昆明市西山区财政局
发布日期: 2020-01-02
体裁: 通知
公开属性: 主动公开
废止: [policies/2019/旧]
---
正文。
""",
    "policies/2020/未来.md": """---
标题: 尚未生效的通知
发布机构: 昆明市西山区财政局
发布日期: 2020-05-02
生效日期: 2021-01-01
体裁: 通知
公开属性: 主动公开
---
正文。
""",
    "interpretations/2016/解读.md": """---
标题: 政策解读
发布机构: 昆明市西山区人民政府
发布日期: 2016-12-22
解读: [015116516-201612-480926]
示例: 是
---
解读。
""",
    "bulletins/2016/06.md": """---
标题: 公报2016年第6期
发布机构: 昆明市西山区人民政府
发布日期: 2016-12-30
期号: 2016年第6期
目录: [{栏目: 区政府文件, 文件: [015116516-201612-480926]}]
---
""",
    "guide.md": "---\n标题: 政府信息公开指南\n---\n指南。\n",
}


WITHHELD = {
    "policies/2020/内部.md": """---
标题: 不公开的通知
发布机构: 昆明市西山区财政局
发布日期: 2020-05-02
公开属性: 不予公开
不公开理由: 内部事务
---
正文。
""",
}
ATTACHMENT = {"policies/2016/附件 1.pdf": "%PDF-1.4\n%%EOF\n"}


@dataclass(frozen=True)
class Files:
    """As much of an output as the catalogue asks for."""

    contents: Mapping[str, bytes]

    def digest(self, path: str) -> str | None:
        return hashlib.sha256(self.contents[path]).hexdigest() if path in self.contents else None

    def size(self, path: str) -> int:
        return len(self.contents.get(path, b""))


def read(folder: Path) -> Corpus:
    """The tree, with a document that must never be listed, written below `folder` and read."""
    _write(folder, {**FILES, **WITHHELD})
    found = source.read(folder, vocabularies.read(folder / "vocabularies"))
    assert found.findings == ()
    return found.corpus


def build(folder: Path) -> Path:
    """The site of the tree, without search and PDFs; returns its output folder."""
    _write(folder / "content", {**FILES, **ATTACHMENT})
    content, output, cache = (str(folder / name) for name in ("content", "output", "cache"))
    places = Places(content, output, cache, str(ROOT / "pelicanconf.py"))
    values = portal_build.settings(places, DAY, pdf=False, site_domain=DOMAIN)
    values["PLUGINS"] = [f"plugins.{name}.plugin" for name in ("portal", "catalogue", "metadata")]
    said = io.StringIO()
    assert portal_build.run(values, Console(file=said)) == portal_build.OK, said.getvalue()
    return folder / "output"


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
