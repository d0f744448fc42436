"""Provinces of China and the countries that health policy is compared with, in both languages.

The gazetteer of the base (`Vocabulary.places`) holds only places that it has documents on; a claim may name any other.
"""

import re
from collections.abc import Mapping

_PROVINCES = """
北京 Beijing|天津 Tianjin|上海 Shanghai|重庆 Chongqing|河北 Hebei|山西 Shanxi|辽宁 Liaoning|吉林 Jilin|黑龙江 Heilongjiang
江苏 Jiangsu|浙江 Zhejiang|安徽 Anhui|福建 Fujian|江西 Jiangxi|山东 Shandong|河南 Henan|湖北 Hubei|湖南 Hunan
广东 Guangdong|海南 Hainan|四川 Sichuan|贵州 Guizhou|云南 Yunnan|陕西 Shaanxi|甘肃 Gansu|青海 Qinghai|台湾 Taiwan
内蒙古 Inner Mongolia|广西 Guangxi|西藏 Tibet|宁夏 Ningxia|新疆 Xinjiang|香港 Hong Kong|澳门 Macao
"""
_COUNTRIES = """
中国 China|日本 Japan|韩国 Korea|朝鲜 North Korea|蒙古国 Mongolia|越南 Vietnam|老挝 Laos|柬埔寨 Cambodia|泰国 Thailand
缅甸 Myanmar|马来西亚 Malaysia|新加坡 Singapore|印度尼西亚 Indonesia|菲律宾 Philippines|印度 India|巴基斯坦 Pakistan
孟加拉国 Bangladesh|尼泊尔 Nepal|斯里兰卡 Sri Lanka|哈萨克斯坦 Kazakhstan|吉尔吉斯斯坦 Kyrgyzstan|乌兹别克斯坦 Uzbekistan
塔吉克斯坦 Tajikistan|伊朗 Iran|土耳其 Turkey|埃及 Egypt|加纳 Ghana|尼日利亚 Nigeria|肯尼亚 Kenya|坦桑尼亚 Tanzania
卢旺达 Rwanda|埃塞俄比亚 Ethiopia|乌干达 Uganda|南非 South Africa|塞内加尔 Senegal|墨西哥 Mexico|巴西 Brazil|秘鲁 Peru
哥伦比亚 Colombia|智利 Chile|阿根廷 Argentina|美国 United States|加拿大 Canada|英国 United Kingdom|法国 France|德国 Germany
意大利 Italy|西班牙 Spain|荷兰 Netherlands|瑞典 Sweden|俄罗斯 Russia|澳大利亚 Australia|新西兰 New Zealand
"""


def _read(table: str) -> dict[str, str]:
    pairs = [line.strip().split(" ", 1) for line in table.replace("\n", "|").split("|") if line.strip()]
    return {form: zh for zh, en in pairs for form in (zh, en)}


# Every form to the Chinese one.
KNOWN_PLACES: Mapping[str, str] = _read(_PROVINCES) | _read(_COUNTRIES)
_ABROAD = frozenset(_read(_COUNTRIES)) - {"中国", "China"}
_PLACE = re.compile(r"(?:省|市|县|自治州|自治区)$|\b(?:[Cc]ounty|City|Province|Prefecture|District|Municipality)$")


def is_place(name: str) -> bool:
    """Whether a proper name is that of a place, by its ending or because it is a known one.

    >>> is_place("临泉县"), is_place("Linquan County"), is_place("Xinjiang"), is_place("Balogh")
    (True, True, True, False)
    """
    return name in KNOWN_PLACES or bool(_PLACE.search(name))


def is_abroad(name: str) -> bool:
    """Whether a name is that of another country, to which no Chinese rule speaks.

    >>> is_abroad("Germany"), is_abroad("临泉县")
    (True, False)
    """
    return name in _ABROAD
