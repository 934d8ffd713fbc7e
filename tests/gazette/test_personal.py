"""Personal data is found however it is written, and what only looks like it is let be."""

import pytest

from plugins.gazette import personal

IDENTITIES = (
    "身份证号：11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "1101 0519 4912 3100 2X",
    "110105 19491231 002X", "身份证 110105491231002", "|姓名|身份证号|\n|---|---|\n|甲|110105491231002|",
)  # fmt: skip
MOBILES = (
    "电话13812345678", "+86 138 1234 5678", "+86-13812345678", "0086 13812345678", "8613812345678", "138-1234-5678",
    "(tel:13812345678)", "１３８１２３４５６７８", "138\u00a01234\u00a05678", "138 123 45678", "138.1234.5678",
)  # fmt: skip
CARDS = ("4111 1111 1111 1111", "6222 0212 3456 7890 128", "622202 1234567890128", "9558800200000000006")
HOMES = (
    "家住西山区碧鸡街道观音山村12号", "住址：西山区马街街道春雨路12号", "户籍地址：西山区团结街道大河村3组",
    "户籍所在地：昆明市西山区春雨路第二十号", "|姓名|住址|\n|-|-|\n|李四|西山区春雨路12号|", "西山区春雨路12号3栋2单元501室",
)  # fmt: skip
INNOCENT = (
    "电话0871-68212345", "400-123-4567", "12345", "统一社会信用代码：91530112MA6K12345X", "索引号 015116516-201612-480926",
    "统一社会信用代码 11530112015116516X", "项目代码：2016-530112-78-03-012345", "ISBN 978-7-5096-1234-5", "共13812345678元",
    "金额 13912345678.50 元", "许可证编号：5301122016000123", "530112********0018", "138****5678", "订单号：13812345678",
    "办公地点：昆明市西山区秀苑路188号", "办公地址：秀苑路188号区政府大楼302室", "家庭住址：西山区**路**号",
    "居住地址：按身份证填写", "户籍地址按第三条办理", "2016 12 21 2016 12 22 12", "11010519491231002X1", "110105194912310021",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, some in (("identity", IDENTITIES), ("mobile", MOBILES), ("card", CARDS), ("address", HOMES))
     for text in some],
)  # fmt: skip
def test_found(kind: str, text: str) -> None:
    (hit,) = personal.find(text)
    assert hit.kind == kind
    assert personal.find(hit.masked) == []


@pytest.mark.parametrize("text", INNOCENT)
def test_let_be(text: str) -> None:
    assert personal.find(text) == []


@pytest.mark.parametrize(
    "text", ["值班电话：13812345678", "收款单位：西山区财政局，账号6222021234567890128", "西山区春雨路12号3栋501室"]
)
def test_what_only_a_person_can_tell(text: str) -> None:
    (hit,) = personal.find(text)
    assert not hit.certain


def test_a_line_that_names_a_person_is_no_office() -> None:
    (hit,) = personal.find("申请人联系电话：13812345678")
    assert hit.certain
