"""The page's own words, by language. Both modules hold the same keys; a test checks it."""

from collections.abc import Mapping

from web.strings.en import EN
from web.strings.zh import ZH

STRINGS: Mapping[str, Mapping[str, str]] = {"zh": ZH, "en": EN}
INTERFACE_LANGUAGES = (("中文", "zh"), ("English", "en"))
# Examples by kind of question; the last one must be refused.
EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("规定", "低保对象住院,医疗救助比例至少是多少?针对哪些费用?"),
        ("效力", "2015年那个医疗救助30号文还有效吗?"),
        ("案例", "海宁市在信息公开和监督方面做了什么?"),
        ("原因", "金寨县健康扶贫为什么会内卷化?"),
        ("理论", "什么是支出型贫困?"),
        ("查不到的", "海宁市慈善总会2018年募集了多少钱?"),
    ),
    "en": (
        ("rule", "What share of inpatient costs must medical assistance pay for subsistence-allowance families?"),
        ("validity", "Is the 2015 opinion on medical assistance still in force?"),
        ("case", "What did Haining do about information disclosure and supervision?"),
        ("reason", "Why did health poverty alleviation in Jinzhai become involuted?"),
        ("theory", "What is expenditure poverty?"),
        ("not in the base", "What did Haining's charity federation raise in 2018?"),
    ),
}
