"""Hundreds of faults hidden in a site of clean documents: every one is found at its line, and the clean stay clean."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.checks import Options, check
from plugins.gazette import vocabularies
from plugins.gazette.findings import Finding
from tests.checks.conftest import SITES
from tests.support import clean as clean_site
from tests.support.attachments import EXE, OLE, docx, package, part, pdf, properties, table, xlsx
from tests.support.seeding import Draft, Fault, attached, draft, in_head, in_text, seeded

ROOT = Path(__file__).parents[2]
COUNT, CLEAN = 600, 60
IDENTITY, CARD, MOBILE = "11010519491231002X", "6222021234567890128", "13812345678"
ROWS = ("姓名", "证件号码"), ("张某", IDENTITY)

HEAD = (
    in_head("FM011", "题目: 关于某事的通知", drop=["标题"]),
    in_head("FM011", "发布机关: 昆明市西山区人民政府", drop=["发布机构"]),
    in_head("FM011", "主題分类: 综合政务"),
    in_head("FM011", "發布機構: 昆明市西山区人民政府", drop=["发布机构"], also="DC001 DC005"),
    in_head("FM011", "成文 日期: 2017-03-01", drop=["成文日期"]),
    in_head("FM011", "公开类型: 主动公开"),
    in_head("FM011", "publsher: 昆明市西山区人民政府", drop=["发布机构"]),
    in_head("FM011", "公开属姓: 主动公开", drop=["公开属性"], also="DC001"),
    in_head("FM012", "genre: 通知", last=True),
    in_head("FM012", "发文字号: 西政发〔{year}〕{serial}号", last=True),
    in_head("FM012", "title: 关于某事的通知", last=True),
    in_head("FM012", "体裁: 通知 ", last=True),
    in_head("FM013", drop=["标题"], first=True),
    in_head("FM013", drop=["发布机构"], first=True, also="DC001 DC005"),
    in_head("FM013", drop=["发布日期"], first=True),
    in_head("FM014", "发布机构:"),
    in_head("FM015", "体裁: [通知, 意见]"),
    in_head("FM016", "规范性文件: 也许"),
    in_head("FM017", "status: 草搞"),
    in_head("FM017", "status: drfat"),
    in_head("FM018", "征集截止: 2017-12-31"),
    in_head("FM003", "关键词: [防汛, 供水"),
    in_head("FM003", "概述: \"规定防汛工作的职责"),
    in_head("FM003", "概述: 规定: 防汛工作的职责"),
    in_head("FM003 FM004", "概述 规定防汛工作的职责"),
    in_head("FM003", "概述：规定防汛工作的职责"),
    in_head("FM003", "\t概述: 规定防汛工作的职责"),
    in_head("FM004", "概述: &a 规定防汛工作的职责"),
    in_head("FM004", "概述: !!str 规定防汛工作的职责"),
    in_head("HT001", "概述: 规定<script>alert(1)</script>的职责"),
    in_head("DN001", "文号: 西政发[{year}]{serial}号"),
    in_head("DN001", "文号: 西政发({year}){serial}号"),
    in_head("DN001", "文号: 西政发（{year}）{serial}号"),
    in_head("DN001", "文号: 西政发【{year}】{serial}号"),
    in_head("DN001", "文号: 西政发［{year}］{serial}号"),
    in_head("DN002", "文号: 西政发〔{year}〕第{serial}号"),
    in_head("DN003", "文号: 西政发〔{year}〕0{serial}号"),
    in_head("DN004", "文号: 西政发〔17〕{serial}号"),
    in_head("DN005", "文号: 西政发〔{year}〕{serial}"),
    in_head("DN005", "文号: 西政发〔{year}〕 {serial}号"),
    in_head("DN001", "文号: [西政发〔{year}〕{serial}号, 西财发({year}){serial}号]"),
    in_head("DN006", "文号: [西政发〔{year}〕{serial}号, 西财发{year}年]"),
    in_head("DN006", "文号: 西政发{year}年{serial}"),
    in_head("DN007", "文号: 西政发〔2071〕{serial}号"),
    in_head("IN001", "索引号: 015116516－201703－48{serial}"),
    in_head("IN002", "索引号: 015116561-201703-48{serial}", also="IN003"),
    in_head("IN003", "索引号: 015116516-201601-48{serial}"),
    in_head("DT001", "成文日期: 2017-02-30"),
    in_head("DT001", "发布日期: 2017/13/01", also="FM013"),
    in_head("DT001", "生效日期: 明年一月"),
    in_head("DT001", "生效日期: 17-03-05"),
    in_head("DT001", "生效日期: 2017-3"),
    in_head("DT001", "失效日期: 2021年2月29日"),
    in_head("DT001", "发布日期: 2017-03-05 25:00", also="FM013"),
    in_head("DT002", "成文日期: 2018-12-01", also="DN007"),
    in_head("DT003", "失效日期: 2017-01-01"),
    in_head("DT003", "失效日期: 2018-01-01", "生效日期: 2018-06-01"),
    in_head("DT004", "发布日期: 2916-12-21", also="IN003 DC008"),
    in_head("DT007", "生效日期: 2106-12-21"),
    in_text("SD001", "请于2017年2月29日前报送材料。"),
    in_text("SD001", "活动时间为2017年4月31日上午。"),
    in_text("SD001", "各单位应当在2017年13月1日前完成。"),
    in_head("DP001", "发布机构: 昆明市西山区人民政俯", also="DC001 DC005"),
    in_head("TP001", "主题分类: 综合政务\\政务公升"),
    in_head("TP002", "体裁: 通志"),
    in_head("DC001", "公开属性:"),
    in_head("DC002", "公开属性: 主动"),
    in_head("DC003", "公开属性: 依申请公开"),
    in_head("DC004", "公开属性: 不予公开", "不公开理由: 内部事务信息"),
    in_head("DC006", "公开方式: [政府往站]"),
    in_head("DC007", "公开时限: 尽快吧"),
    in_head("DC003", "不公开理由: '/'", "公开属性: 依申请公开"),
    in_head("DC003", "不公开理由: 不宜公开", "公开属性: 依申请公开"),
    in_head("DC003", "不公开理由: 见附件", "公开属性: 依申请公开"),
    in_head("DC011", "附注: （此件公开发布）", "公开属性: 依申请公开", "不公开理由: 涉及商业秘密"),
    in_head("DC011", "附注: （此件依申请公开）"),
    in_head("DC012", "公开时限: 30个工作日内"),
    in_head("DC012", "公开时限: 三十个工作日内"),
    in_head("DC012", "公开时限: 60日内"),
    in_head("DC010", "附注: 机密★1年"),
    in_head("DC009", "不公开理由: 内部事务信息"),
    in_head("RL001", "解读: [西政发〔2009〕999号]", also="FM018"),
    in_head("RL002", "依据: [西政发〔{year}〕{serial}号]"),
    in_head("RL002", "修改: [西政发〔{year}〕{serial}号]", also="RL005"),
    in_head("RL001", "修改: [西政发〔2009〕999号]"),
    in_head("RL001", "废止: [policies/2016/没有.md]"),
    in_head("RL001", "依据: [policies/2016/没有.md]"),
    in_head("RL009", "依据: [国发〔2016〕1号, 国发〔2016〕1号]"),
    in_head("IP001", "需要解读: 是"),
    in_head("AT001", "附件: [attachments/没有.xlsx]"),
    in_head("AT002", "附件: [../../../etc/passwd]"),
    in_head("AT002", "附件: ['C:\\清单.xlsx']"),
    in_head("AT002", "附件: ['attachments\\清单.xlsx']"),
    in_head("AT002", "附件: ['https://example.com/a.xlsx']"),
    in_head("AD003", "slug: a/b {serial}"),
    in_head("HT003", "来源网址: javascript:alert(1)"),
    in_head("EX001", "检查例外: [{{规则: WD001}}]"),
    in_head("EX002", "检查例外: [{{规则: XX999, 理由: 原文如此}}]"),
    in_head("EX003", "检查例外: [{{规则: PD001, 理由: 领导同意}}]"),
    in_head("FM012", "检查例外: [{{规则: WD001, 规则: WD001, 理由: 原文如此}}]", also="EX004"),
    in_head("PD001", f"概述: 联系人身份证号{IDENTITY}"),
    in_head("PD001", f"# 经办人的身份证{IDENTITY}"),
    in_head("PD003", "# 经办人张某 17712345678"),
    in_head("PD003", "附注: 经办人手机13812345678"),
    in_head("PD004", "附注: 申请人家住西山区碧鸡街道观音山村12号"),
    in_head("SM002", "标题: 关于某事的通知（示例）"),
)
TEXT = (
    in_text("PD001", f"补助对象张某，身份证号{IDENTITY}。"),
    in_text("PD001", "补助对象张某，身份证号11010519491231002x。"),
    in_text("PD001", "补助对象张某，身份证号１１０１０５１９４９１２３１００２Ｘ。", also="TX006 PN004 TX008"),
    in_text("PD001", "补助对象张某，身份证号110105 19491231 002X。"),
    in_text("PD001", "补助对象张某，身份证号1101 0519 4912 3100 2X。"),
    in_text("PD001", "补助对象张某，身份证号110105491231002。"),
    in_text("PD001", f"| 序号 | 姓名 | 身份证号码 |\n|---|---|---|\n| 1 | 张某 | {IDENTITY} |", IDENTITY),
    in_text("PD001", f"<table><tr><th>姓名</th><th>号码</th></tr>\n<tr><td>张某</td><td>{IDENTITY}</td></tr></table>", IDENTITY),
    in_text("PD001", f"补助对象见注释[^a]。\n\n[^a]: 张某，{IDENTITY}。", IDENTITY),
    in_text("PD001", f"```\n张某 {IDENTITY}\n```", IDENTITY),
    in_text("PD001", f"![张某 {IDENTITY}](/theme/images/emblem.svg)"),
    in_text("PD001", f"[名单](https://www.gov.cn/?id={IDENTITY})"),
    in_text("PD001", f"> - 张某：{IDENTITY}"),
    in_text("PD001", f"### 补助对象 {IDENTITY}"),
    in_text("PD001", f"补助对象**{IDENTITY}**。"),
    in_text("PD001", f"补助对象：\n\n- 张某\n- {IDENTITY}", f"- {IDENTITY}"),
    in_text("PD001", "补助对象张某，身份证号110105-19491231-002X。"),
    in_text("PD001", f"补助对象张某（ID{IDENTITY}）。"),
    in_text("PD001", f"补助对象_{IDENTITY}_。"),
    in_text("PD001", "补助对象张某，身份证号110105 1949 1231 002 X。"),
    in_text("PD001", "补助对象张某，身份证号：530112198506071230。"),
    in_text("PD001", "| 姓名 | 公民身份号码 |\n|---|---|\n| 张某 | 53011219850607123 |", "53011219850607123"),
    in_text("PD001", "补助对象张某（53011219850607****）。"),
    in_text("PD001", "补助对象张某（530112198506****12）。"),
    in_text("PD001", "补助对象张某（5301121985****1234）。"),
    in_text("PD001", "补助对象张某，身份证号110105\u200919491231\u2009002X。", also="TX003 TX004"),
    in_text("PD001", "补助对象张某，身份证号1101051949**1231002X**。"),
    in_text("PD001", "补助对象张某，身份证号110105\\-19491231002X。"),
    in_text("PD001", "补助对象张某，残疾证号：53011219850607123412。"),
    in_text("DC010", "机密★1年"),
    in_text("DC010", "**秘密★**"),
    in_text("PD002", "补贴发至工商银行账号9558 8002 0000 0000 006。"),
    in_text("PD002", "| 户名 | 账号 |\n|---|---|\n| 张某 | 6222021234567890128 |", "622202"),
    in_text("PD002", f"补贴发至卡号{CARD}。"),
    in_text("PD002", "补贴发至卡号6222 0212 3456 7890 128。"),
    in_text("PD002", "补贴发至银行卡4111 1111 1111 1111。"),
    in_text("PD002", "补贴发至卡号6222-0212-3456-7890-128。"),
    in_text("PD003", f"申请人张某，手机{MOBILE}。"),
    in_text("PD003", "申请人张某，手机+86 138 1234 5678。"),
    in_text("PD003", "申请人张某，手机138-1234-5678。"),
    in_text("PD003", "申请人张某，手机138\\-1234\\-5678。"),
    in_text("PD003", "申请人张某，手机013812345678。"),
    in_text("PD003", "申请人张某，手机（138）12345678。"),
    in_text("PD003", f"[拨打](tel:{MOBILE})"),
    in_text("PD003", f"| 序号 | 姓名 | 手机 |\n|---|---|---|\n| 1 | 张某 | {MOBILE} |", MOBILE),
    in_text("PD003", "申请人张某，手机(+86)13812345678。", also="PN001 PN002 PN003"),
    in_text("PD003", "申请人张某，手机1381234-5678。"),
    in_text("PD003", "申请人张某，手机138.1234.5678。"),
    in_text("PD003", "申请人张某，手机138—1234—5678。", also="PN005"),
    in_text("PD003", "申请人张某，手机0086-13812345678。"),
    in_text("PD003", "申请人张某，手机86 13812345678。"),
    in_text("PD003", "张某13812345678李某13912345678"),
    in_text("PD003", "申请人张某，手机&#49;3812345678。"),
    in_text("PD004", "救助对象张某，住西山区春雨路12号3栋2单元501室。"),
    in_text("PD004", "救助对象张某的住所为昆明市西山区马街街道春雨小区5栋3单元402号。"),
    in_text("PD004", "救助对象张某，家住西山区碧鸡街道观音山村12号。"),
    in_text("PD004", "救助对象张某，住址：昆明市西山区春雨路12号3栋2单元501室。"),
    in_text("PD004", "户籍地址：云南省昆明市西山区团结街道大河村3组。"),
    in_text("PD004", "| 姓名 | 家庭住址 |\n|---|---|\n| 张某 | 西山区春雨路12号 |", "春雨路12号"),
    in_text("PD005", "受资助学生名单：张小明、李小红、王小刚"),
    in_text("PD005", "受资助学生名单如下：\n\n张小明、李小红、王小刚", "张小明"),
    in_text("PD005", "受资助学生名单\n\n- 张小明\n- 李小红", "- 张小明"),
    in_text("PD005", "| 学生姓名 | 学校 |\n|---|---|\n| 张小明 | 西山区第一小学 |", "张小明"),
    in_text("PD005", "孤儿基本生活费发放名单：\n\n1. 张小明\n2. 李小红", "1. 张小明", also="NU001"),
    in_text("PD005", "### 受资助学生名单\n\n张小明 李小红 王小刚", "张小明"),
    in_text("PD005", "受助儿童：张小明，男，8岁。"),
    in_text("PD005", "经核实，学生张小明（女，就读于第一小学）符合条件。"),
    in_text("PD005", "三好学生名单\n\n三年级一班：张小明、李小红", "三年级一班"),
    in_text("PD005", "受助学生名单\n\n<ul><li>张小明</li>\n<li>李小红</li></ul>", "张小明"),
    in_text("PD005", "受助学生名单\n\n> 张小明、李小红", "张小明"),
    in_text("PD005", "| 序号 | 儿童姓名 | 监护人 |\n|---|---|---|\n| 1 | 张小明 | 张某 |", "张小明"),
    in_text("PD005", "| 姓名 | 年龄 |\n|---|---|\n| 张小明 | 9岁 |", "张小明"),
    in_text("PD005", "困境未成年人花名册\n\n（1）张小明\n（2）李小红", "张小明", also="NU001"),
    in_text("PD005", "三年级学生张子涵、李浩然被评为“新时代好少年”。"),
    in_text("PD005", "大一班幼儿：张子涵、李浩然。"),
    in_text("PD005", "获奖学生：\n\n- 张子涵\n- 李浩然", "- 张子涵"),
    in_text("PD005", "张子涵同学（11岁）勇救落水儿童。"),
    in_text("PD005", "| 姓名 | 学校 | 年级 |\n|---|---|---|\n| 张子涵 | 西山一小 | 三年级 |", "张子涵"),
    in_text("PD005", "| 姓名 | 监护人 |\n|---|---|\n| 张子涵 | 张某 |", "张子涵"),
    in_text("PD005", "| 考生姓名 | 中考成绩 |\n|---|---|\n| 张子涵 | 612 |", "张子涵"),
    in_text("PD005", "| 姓名 | 出生年月 |\n|---|---|\n| 张子涵 | 2012年6月 |", "张子涵"),
    in_text("PD006", "低保对象张伟患有尿毒症，给予临时救助。"),
    in_text("PD006", "张伟（精神分裂症）纳入救助。"),
    in_text("PD008", "申请人的护照号：E12345678。"),
    in_text("PD008", "申请人的微信号：zhangsan_1985。"),
    in_text("PD006", "| 姓名 | 病种 |\n|---|---|\n| 张小明 | 尿毒症 |", "张小明"),
    in_text("HT001", "<script>alert(1)</script>"),
    in_text("HT001", "<style>p { color: red }</style>"),
    in_text("HT001", '<iframe src="https://example.com/"></iframe>'),
    in_text("HT001", '<object data="a.swf"></object>'),
    in_text("HT001", '<form action="/x"><input name="a"></form>'),
    in_text("HT001", "<svg onload=alert(1)></svg>"),
    in_text("HT001", "甲<ScRiPt >alert(1)</sCrIpT>"),
    in_text("HT001", '<meta http-equiv="refresh" content="0;url=https://example.com/">'),
    in_text("HT001", '<base href="https://example.com/">'),
    in_text("HT001", '<link rel="stylesheet" href="https://example.com/a.css">'),
    in_text("HT001", '<embed src="a.swf">'),
    in_text("HT001", "<video controls></video>"),
    in_text("HT001", "<button>办理</button>"),
    in_text("HT001", "<details ontoggle=alert(1)>甲</details>"),
    in_text("HT001", "<math><mtext>甲</mtext></math>"),
    in_text("HT001", "<scr<script>ipt>alert(1)</script>"),
    in_text("HT001", "甲<script\nsrc=//example.com/a.js></script>", "甲<script"),
    in_text("HT001", "| 甲 | 乙 |\n|---|---|\n| <script>1</script> | 二 |", "<script>"),
    in_text("HT001", "- 甲\n- <iframe src=x></iframe>", "<iframe"),
    in_text("HT004", "<!--[if IE]>甲<![endif]-->"),
    in_text("HT004", "<?php echo 1 ?>"),
    in_text("HT004 HT001", "<![CDATA[甲]]>"),
    in_text("HT002", "<p STYLE='color:red'>甲</p>"),
    in_text("HT002", "<td background=x>甲</td>"),
    in_text("HT002", "<b\nonmouseover=alert(1)>甲</b>", "onmouseover"),
    in_text("HT002", '<span onclick="alert(1)">办理</span>'),
    in_text("HT002", "<b style='display:none'>甲</b>"),
    in_text("HT002", '<img src="/theme/images/emblem.svg" alt="办理流程" onerror=alert(1)>', also="PN006"),
    in_text("HT003", "[办理](javascript:alert(1))"),
    in_text("HT003", "[办理](JaVaScRiPt:alert(1))"),
    in_text("HT003", "[办理](java&#115;cript:alert(1))"),
    in_text("HT003", "[办理](data:text/html;base64,PHNjcmlwdD4=)"),
    in_text("HT003", '<a href="vbscript:x">办理</a>'),
    in_text("HT003", '<a href=" java\tscript:x">办理</a>', also="TX004"),
    in_text("HT003", "见[办理][b]。\n\n[b]: javascript:alert(1)", "[b]: java"),
    in_text("HT003", '<a href="data:text/html,x">办理</a>'),
    in_text("HT003", '<a href="jav&#x09;ascript:x">办理</a>'),
    in_text("HT003", "![办理流程](data:image/svg+xml;base64,PHN2Zz4=)"),
    in_text("HT003", "[办理](<javascript:alert(1)>)", also="HT001"),
    in_text("HT003", "[办理](file:///etc/passwd)"),
    in_text("HT003", "[办理](https:example.com)"),
    in_text("HT003", "[办理](//example.com/)"),
    in_text("HT004", "<!-- 此处待领导审定 -->"),
    in_text("AT003", "详见[清单](没有.xlsx)。"),
    in_text("AT003", "![办理流程图](没有.png)"),
    in_text("AT003", "![办理流程图](/images/没有.png)"),
    in_text("AT003", '<img src="没有.png" alt="办理流程图">', also="PN006"),
    in_text("AT003", "详见[另一份](../2016/没有.md)。"),
    in_text("AT003", "详见[清单]()。"),
    in_text("AT004", "详见[清单](../../../清单.xlsx)。"),
    in_text("AT005", "![](/theme/images/emblem.svg)"),
    in_text("AT005", "![图片](/theme/images/emblem.svg)"),
    in_text("AT005", '<img src="/theme/images/emblem.svg">'),
    in_text("AT014", "按照[前述规定](#tiao-99)执行。"),
    in_text("AT014", "按照[前述说明](#h-没有)执行。"),
    in_text("AT014", "按照[另一份](0001.md#tiao-99)执行。"),
    in_text("AT015", "详见[原文](/policies/2016/没有/)。"),
    in_text("AT015", "详见[栏目](/policy/)。"),
    in_text("AT015", '<a href="/policies/2017/没有/document.pdf">原文</a>', also="PN006"),
)
FILES = (
    attached("AT006", "清单.pdf", docx("清单")),
    attached("AT006", "清单.docx", b"plain"),
    attached("AT007", "清单.docx", docx("清单", parts={"word/vbaProject.bin": OLE})),
    attached("AT007", "清单.pdf", EXE, also="AT006"),
    attached("AT007", "安装.exe", EXE),
    attached("AT007", "清单.pdf", pdf(script="app.alert(1)")),
    attached("AT007", "清单.zip", package({"a.exe": EXE})),
    attached("AT008", "清单.xlsx", b""),
    attached("AT009", "清单.xlsx", xlsx(("事项",), ("检查",), state="hidden")),
    attached("AT009", "清单.docx", docx("清单", parts={"word/comments.xml": part("再议", name="comments")})),
    attached("AT010", "清单.doc", OLE),
    attached("AT010", "清单.rar", b"Rar!\x1a\x07\0"),
    attached("AT011", "清单.docx", docx("清单", parts={"docProps/core.xml": properties("李示例")})),
    attached("AT013", "清单.md", b"---\n---\n"),
    attached("PD007", "清单.docx", docx(body=table(*ROWS))),
    attached("PD007", "清单.xlsx", xlsx(*ROWS, state="veryHidden"), also="AT009"),
    attached("PD007", "清单.xlsx", xlsx(*ROWS, row_attributes='hidden="1"'), also="AT009"),
    attached("PD007", "清单.pdf", pdf(IDENTITY)),
    attached("PD007", "清单.pdf", pdf(note=IDENTITY), also="AT009"),
    attached("PD007", "清单.pdf", pdf(author=MOBILE), also="AT011"),
    attached("PD007", "清单.csv", f"姓名,手机\n张某,{MOBILE}\n".encode("gbk")),
    attached("PD007", "清单.zip", package({"a.zip": package({"名单.txt": IDENTITY})})),
    attached("PD007", "清单.docx", docx(body=table(("学生姓名", "年级"), ("张小明", "三")))),
)
FAULTS = (*HEAD, *TEXT, *FILES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[Finding]], list[tuple[Draft, Fault, int]]]:
    """All findings by file, and what was hidden where."""
    content = tmp_path_factory.mktemp("seeded") / "content"
    hidden = list(seeded(FAULTS, COUNT, seed=20261122))
    chance = random.Random(1)
    clean = [draft(number, chance) for number in range(CLEAN)]
    files = {name: text.encode() for name, text in clean_site.FILES.items()}
    for document in (*clean, *(document for document, _, _ in hidden)):
        files |= {document.path: document.text().encode(), **document.files}
    for name, data in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(data)
    words = vocabularies.read(ROOT / "content" / "vocabularies")
    words = replace(words, columns=vocabularies.read(SITES / "vocabularies").columns)  # with those of all kinds
    found = defaultdict[str, list[Finding]](list)
    for finding in check(content, [], words, Options(date(2026, 11, 22), samples_allowed=False)):
        found[finding.path.removeprefix("content/")].append(finding)
    return found, hidden


def test_every_fault_is_found_at_its_line(site: tuple[dict[str, list[Finding]], list[tuple[Draft, Fault, int]]]) -> None:
    found, hidden = site
    missed = [
        f"{document.path}:{line} {sorted(fault.codes)} {fault.name}: {[str(f) for f in found.get(document.path, ())]}"
        for document, fault, line in hidden
        if not any(f.line == line and f.code in fault.codes for f in found.get(document.path, ()))
    ]
    assert missed == []


def test_nothing_else_is_found(site: tuple[dict[str, list[Finding]], list[tuple[Draft, Fault, int]]]) -> None:
    """Neither in the clean documents nor beside the faults."""
    found, hidden = site
    expected = {document.path: fault.codes | fault.also for document, fault, _ in hidden}
    others = [str(f) for path, some in found.items() for f in some if f.code not in expected.get(path, frozenset())]
    assert others == []
