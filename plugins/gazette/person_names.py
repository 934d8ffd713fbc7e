"""Is a word the name of a person?

As far as its surname and its length tell: where a person's name is asked for, that is enough.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MASKED = re.compile(r"[某*×Xx○〇□]")
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴宋庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓单杭洪包诸左石崔吉龚程邢裴陆荣翁"
    "荀羊惠曲封储靳焦牧山谷车侯宓全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印白怀蒲邰从鄂索咸赖卓蔺屠蒙池乔阴闻党翟谭贡"
    "姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广东欧沃利"
    "蔚越师巩聂晁勾敖融冷辛阚那简饶曾关肖游岳帅涂代闫覃普刀者角字起自沙保鲜杞矣"
)
COMMON_WORDS = frozenset({
    "高中", "高校", "高职", "安全", "方案", "方法", "常规", "成绩", "包括", "时间", "文件", "金额", "任务", "于是",
    "万元", "元旦", "国家", "文化", "文具", "路费", "车费", "车票", "水费", "通知", "通过", "应当", "应急", "农村",
    "农业", "山区", "全区", "全部", "班级", "年龄", "支持", "计划", "项目", "东城", "平均", "明确", "强化", "单位",
    "管理", "解决", "单亲", "温馨", "居民", "居家", "广泛", "利用", "简介", "关于", "关爱", "游戏", "代表", "自愿",
    "成长", "康复", "文艺", "文体", "高考", "权益", "游泳", "双方", "成员", "常见", "方面", "成人", "全体", "干预", "应试",
    "时期", "万名", "古诗", "诗词", "花卉", "经典", "习惯", "路队", "车队", "甘肃", "云南", "广西", "江西", "山东", "山西",
    "自行", "保障", "保险", "起止", "角色", "字体",
})  # fmt: skip


class Named(NamedTuple):
    start: int
    name: str

    @property
    def masked(self) -> str:
        return f"{self.name[0]}某某"


def is_name(word: str) -> bool:
    """Whether a word is a person's name, as far as its surname and length tell, or the point within it."""
    if MASKED.search(word):
        return False
    return "·" in word.strip("·") or (2 <= len(word) <= 4 and word[0] in SURNAMES and word not in COMMON_WORDS)
