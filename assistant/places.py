"""Provinces and prefectures of China and the countries that health policy is compared with.

The gazetteer of the base (`Vocabulary.places`) holds only places that it has documents on; a claim may name any other.
"""

import re
from collections.abc import Iterable, Mapping

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
马拉维 Malawi|苏丹 Sudan|索马里 Somalia|马里 Mali|海地 Haiti|罗马尼亚 Romania|突尼斯 Tunisia|几内亚 Guinea|巴拿马 Panama
利比亚 Libya|赞比亚 Zambia|莫桑比克 Mozambique|津巴布韦 Zimbabwe|安哥拉 Angola|喀麦隆 Cameroon|布隆迪 Burundi|贝宁 Benin
多哥 Togo|尼日尔 Niger|乍得 Chad|马达加斯加 Madagascar|纳米比亚 Namibia|摩洛哥 Morocco|阿尔及利亚 Algeria|利比里亚 Liberia
塞拉利昂 Sierra Leone|冈比亚 Gambia|伊拉克 Iraq|叙利亚 Syria|约旦 Jordan|也门 Yemen|沙特阿拉伯 Saudi Arabia|以色列 Israel
黎巴嫩 Lebanon|科威特 Kuwait|卡塔尔 Qatar|阿联酋 Emirates|阿富汗 Afghanistan|不丹 Bhutan|马尔代夫 Maldives|土库曼斯坦 Turkmenistan
格鲁吉亚 Georgia|亚美尼亚 Armenia|阿塞拜疆 Azerbaijan|乌克兰 Ukraine|白俄罗斯 Belarus|摩尔多瓦 Moldova|波兰 Poland|捷克 Czechia
匈牙利 Hungary|希腊 Greece|葡萄牙 Portugal|挪威 Norway|芬兰 Finland|丹麦 Denmark|比利时 Belgium|瑞士 Switzerland|奥地利 Austria
爱尔兰 Ireland|保加利亚 Bulgaria|塞尔维亚 Serbia|克罗地亚 Croatia|爱沙尼亚 Estonia|古巴 Cuba|牙买加 Jamaica|玻利维亚 Bolivia
厄瓜多尔 Ecuador|委内瑞拉 Venezuela|乌拉圭 Uruguay|巴拉圭 Paraguay|危地马拉 Guatemala|洪都拉斯 Honduras|尼加拉瓜 Nicaragua
哥斯达黎加 Costa Rica|多米尼加 Dominican Republic|斐济 Fiji|巴布亚新几内亚 Papua New Guinea
"""
# Cities and prefectures as people write them, without those whose names are common words (安康, 朝阳, 日照, 大同 …).
_PREFECTURES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰
通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平
辽源 通化 松原 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 绥化 大兴安岭 南京 无锡 徐州 常州 苏州 南通 连云港
淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州
阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河
三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 神农架 长沙 株洲 湘潭
衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江
清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州
德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南
昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 文山 西双版纳 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中
榆林 商洛 兰州 嘉峪关 金昌 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 果洛 玉树 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐
克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子
"""


def _read(table: str) -> dict[str, str]:
    pairs = [line.strip().split(" ", 1) for line in table.replace("\n", "|").split("|") if line.strip()]
    return {form: zh for zh, en in pairs for form in (zh, en)}


# Every form to the Chinese one.
KNOWN_PLACES: Mapping[str, str] = _read(_PROVINCES) | _read(_COUNTRIES)
PREFECTURES = frozenset(_PREFECTURES.split())
_ABROAD = frozenset(_read(_COUNTRIES)) - {"中国", "China"}
_CHINESE = frozenset(name for name in {*KNOWN_PLACES, *PREFECTURES} if not name.isascii()) - {"中国"}
_ENGLISH = re.compile(
    rf"\b(?:{'|'.join(sorted((name for name in KNOWN_PLACES if name.isascii() and name != 'China'), key=len, reverse=True))})\b"
)
# Two to four syllables of pinyin: how an English question writes a Chinese place, or a name, that has no list here.
_SYLLABLE = (
    "(?:(?:zh|ch|sh|[zcsr])(?:uang|uai|uan|ang|eng|ong|ai|ao|an|en|ou|ua|ui|un|uo|i|u)"
    "|[jqx](?:iang|iong|ian|iao|ing|uan|ia|ie|in|iu|ue|un|i|u)"
    "|[bpmf](?:iang|ian|iao|ang|eng|ing|ai|an|ao|ei|en|ie|in|ou|a|i|o|u)"
    "|[dtnl](?:iang|ang|eng|ian|iao|ing|ong|uan|ai|an|ao|ei|ie|in|iu|ou|ui|un|uo|a|e|i|u)"
    "|[gkh](?:uang|uai|uan|ang|eng|ong|ai|an|ao|ei|en|ou|ua|ui|un|uo|a|e|u)"
    "|y(?:ang|ing|ong|uan|an|ao|in|ou|ue|un|a|e|i|u)|w(?:ang|eng|ai|an|ei|en|a|o|u)|(?:ang|ai|an|ao|en|er|ou))"
)
_PINYIN = re.compile(rf"{_SYLLABLE}(?:['’]?{_SYLLABLE}){{1,3}}", re.I)
_PLACE = re.compile(r"(?:省|市|县|自治州|自治区)$|\b(?:[Cc]ounty|City|Province|Prefecture|District|Municipality)$")


def is_place(name: str) -> bool:
    """Whether a proper name is that of a place, by its ending, as pinyin or because it is a known one.

    >>> is_place("临泉县"), is_place("Linquan County"), is_place("Kunming"), is_place("Balogh")
    (True, True, True, False)
    """
    return name in KNOWN_PLACES or name in PREFECTURES or bool(_PLACE.search(name) or _PINYIN.fullmatch(name))


def known_places(text: str, words: Iterable[str]) -> list[str]:
    """The provinces, prefectures and countries that a text names, in order; Chinese ones are looked up word by word.

    >>> known_places("医保定点医院", ["医保", "定点", "医院"]), known_places("去保定", ["去", "保定"])
    ([], ['保定'])
    >>> known_places("How does the United States pay?", [])
    ['United States']
    """
    return [word for word in words if word in _CHINESE] + _ENGLISH.findall(text)


def is_abroad(name: str) -> bool:
    """Whether a name is that of another country, to which no Chinese rule speaks.

    >>> is_abroad("Germany"), is_abroad("临泉县")
    (True, False)
    """
    return name in _ABROAD
