"""Is the publisher a body that the vocabulary of departments knows?

Full standard names, from `vocabularies/departments.yaml`; an alias is understood. A jointly issued document
names several bodies, parted by 、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "发布机构"
JOINT = re.compile(r"[^、，,；;]+")
# No vocabulary holds every congress and government of the country; what is reprinted of theirs is only asked about.
LOCAL_BODY = re.compile(
    r"^[一-鿿]{1,24}(?:省|市|自治区|自治州|自治县|特别行政区|县|区|旗|盟)(?:人民代表大会(?:常务委员会)?|人民政府(?:办公[厅室])?)$"
)


@document_rule("DP001", "未知的机构")
def unknown_publisher(subject: Subject) -> Iterator[Fault]:
    """发布机构写机构词表（`vocabularies/departments.yaml`）中的名称或别名；几个机构联合发布的，用顿号隔开。
    转载其他地方人大、政府的文件，机构不在词表中的只作警告。

    通过：

    ```yaml
    发布机构: 昆明市西山区人民政府
    ```

    不通过：

    ```yaml
    发布机构: 昆明市西山区人民政俯
    ```
    """
    departments = subject.words.departments
    text = subject.document.publisher
    if not text or departments.find(text):
        return
    names = [match[0].strip() for match in JOINT.finditer(text) if match[0].strip()]
    unknown = [name for name in names if not departments.find(name)]
    for name in unknown if len(unknown) < len(names) else [text]:
        hint = subject.suggest("department", name, departments.suggest)
        advice = hint or "核对名称；新的机构先写进 vocabularies/departments.yaml。"
        local = subject.document.is_reprint and LOCAL_BODY.match(name)
        severity = Severity.WARNING if local else None
        yield subject.at("publisher", f"机构词表中没有{quoted(name)}", advice, severity)
