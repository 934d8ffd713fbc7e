"""Is the publisher a body that the vocabulary of departments knows?

Full standard names, from `vocabularies/departments.yaml`; an alias is understood. A jointly issued document
names several bodies, parted by 、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "发布机构"
JOINT = re.compile(r"[^、，,；;]+")


@document_rule("DP001", "未知的机构")
def unknown_publisher(subject: Subject) -> Iterator[Fault]:
    """发布机构写机构词表（`vocabularies/departments.yaml`）中的名称或别名；几个机构联合发布的，用顿号隔开。

    通过：

    ```yaml
    发布机构: 昆明市西山区人民政府
    ```

    不通过：

    ```yaml
    发布机构: 昆明市西山区人民政俯
    ```
    """
    departments = subject.corpus.vocabularies.departments
    text = subject.document.publisher
    if not text or departments.find(text):
        return
    names = [match[0].strip() for match in JOINT.finditer(text) if match[0].strip()]
    unknown = [name for name in names if not departments.find(name)]
    for name in unknown if len(unknown) < len(names) else [text]:
        hint = subject.context.suggest("department", name, departments.suggest)
        advice = hint or "核对名称；新的机构先写进 vocabularies/departments.yaml。"
        yield subject.at("publisher", f"机构词表中没有{quoted(name)}", advice)
