"""The names of minors and of the ill, in lists and tables; and no others."""

from datetime import date

import pytest

from plugins.gazette import rosters


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("受资助学生姓名：赵示例、钱示例", "", ["赵示例", "钱示例"]),
        ("# 受资助学生名单\n\n- 张三\n- 李小明（男）\n", "", ["张三", "李小明"]),
        ("受资助学生名单如下：\n\n张三、李四、王小五\n", "", ["张三", "李四", "王小五"]),
        ("|序号|姓名|学校|\n|-|-|-|\n|1|张三|一小|", "受资助学生名单公示", ["张三"]),
        ("|姓名|年龄|\n|-|-|\n|张三|9岁|\n|李四|40岁|", "", ["张三"]),
        ("<p>学生名单</p><table><tr><th>姓名</th></tr><tr><td>张三</td></tr></table>", "", ["张三"]),
        ("姓名\t学校\n张三\t一小", "学生名单", ["张三"]),
        ("1. 张三\n2. 李四", "三好学生名单", ["张三", "李四"]),
        ("学生名单\n\n三年级一班：张三、李四", "", ["张三", "李四"]),
        ("受助儿童：阿卜杜·热合曼，男，8岁。", "", ["阿卜杜·热合曼"]),
        ("## 优秀教师名单\n\n- 张三\n", "", []),
        ("学生资助材料如下：\n\n- 身份证\n- 户口本\n- 高中\n", "", []),
        ("大学生名单：张三、李四", "", []),
        ("|序号|姓名|\n|-|-|\n|1|张某某|\n|合计|合计|", "学生名单", []),
        ("|姓名|职务|\n|-|-|\n|张三|组长|", "学生营养改善计划领导小组", []),
        ("学生名单由学校报教育局。\n\n张三同志负责。", "", []),
        ("学生姓名：按户口本填写。", "", []),
        ("学生张某某、李某被评为优秀。", "", []),
        ("三年级学生安全、成长、应急教育", "", []),
        ("学生和家长、教师应当遵守。", "", []),
        ("适用于儿童（6周岁以下）、高中生（13岁以上）。", "", []),
        ("|姓名|职务|单位|\n|-|-|-|\n|张三|教师|三年级|", "", []),
        ("|姓名|任教年级|\n|-|-|\n|张三|三年级|", "", []),
        ("|考生姓名|报考岗位|\n|-|-|\n|张三|会计|", "事业单位招聘笔试成绩", []),
        ("|姓名|出生年月|\n|-|-|\n|张三|1985年6月|\n|李四|2018.6|", "", ["李四"]),
    ],
)
def test_children(text: str, title: str, names: list[str]) -> None:
    found = list(rosters.children(text, title, date(2026, 5, 20)))
    assert [named.name for named in found] == names
    assert all(text[named.start] == named.name[0] for named in found)


def test_the_ill() -> None:
    table = "|姓名|病种|\n|-|-|\n|张三|尿毒症|"
    assert [named.masked for named in rosters.ill(table)] == ["张某某"]
    assert list(rosters.ill("|姓名|学校|\n|-|-|\n|张三|一小|\n\n因疾病请假的，附诊断证明。")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("低保对象张伟患有尿毒症。", ["张伟"]),
        ("王小明因患白血病，", ["王小明"]),
        ("张伟（精神分裂症）纳入救助。", ["张伟"]),
        ("明知自己患有梅毒的；发现就诊者可能患有精神障碍的；保证患有精神障碍的", []),
        ("申请人、家庭成员患有尿毒症，张某患有糖尿病，方女士（糖尿病）", []),
    ],
)
def test_the_ill_in_sentences(text: str, names: list[str]) -> None:
    assert [named.name for named in rosters.ill(text)] == names
