"""Questions that get no answer whatever the base holds: of a person, for personal data, unsafe; and small talk."""

import re

from assistant.places import is_place
from assistant.vocabulary import Vocabulary

_PERSONAL_DATA = re.compile(
    r"\b\d{17}[\dXx]\b|(?<!\d)1[3-9]\d{9}(?!\d)|身份证号|银行卡号|(?:给我|发给?我|导出|告诉我|查一?下|我(?:想)?要)[^。?？]{0,12}名单|^(?:请|麻烦)?(?:列出|提供)[^。?？]{0,12}名单(?!的)|名单[^。?？]{0,8}(?:发给?我|给我(?!们?县)|(?:列出|导出)(?:来|一份|给))|(?:有|是)哪些人[^。?？]{0,4}名单|(?<![核审抽检调普排清复])查(?:一下|下|查)?[赵钱孙李周吴郑王冯陈张刘杨黄徐林何高郭马罗梁宋韩唐许邓萧曹曾彭吕苏蒋蔡余潘于董程][一-鿿]{1,2}(?:是不是|有没有|是否)[^。?？]{0,4}(?:低保|特困|救助|困难|建档)|电话号码|手机号|家庭住址|住在哪里"
    r"|\b(?:phone|id|id card|identity|identity card|passport|bank account|mobile) numbers?\b|\bhome address|\bnames? and address"
    r"|\b(?:give|send|show|provide|share|print|export|get) (?:me|us)\b[^.?!]{0,40}\blist of (?:the )?(?:names|recipients|people who)"
    r"|\b(?:need|want|have you)\b[^.?!]{0,20}\blist of (?:the )?(?:names|recipients|people who)|^(?:the )?list of (?:the )?(?:names|recipients|people who)",
    re.I,
)
_KIN_ZH = "我(?:家|们家)?(?:妈|爸|母亲|父亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|儿子|女儿|孩子|老婆|老公|丈夫|妻子|爱人|哥|姐|弟|妹|邻居|朋友|亲戚|叔|舅|姨|岳父|岳母|公公|婆婆)"
_KIN_EN = (
    r"\b(?:my|our) (?:own |late |old |elderly )?(?:mother|father|mum|mom|dad|son|daughter|wife|husband|parents?|child|brother|sister|neighbou?r|uncle|aunt|friend"
    r"|grand\w+|family|application)\b"
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_PERSONAL_CASE = re.compile(
    rf"{_KIN_ZH}[^。！!；;]{{0,80}}(?:多少|救助|申请|报销|低保|补助|补贴|资格|条件|医保|吗|么|呢|[?？])"
    r"|(?<!们)我(?![县市省区国们镇乡村院局会]|想(?:了解|知道|问|咨询)|是[^，。]{0,12}(?:局|干部|工作|学生|记者))(?:自己|本人|家)?(?:现在|今年|已经)?[^。?？!！;；们]{0,40}(?:能不能|能否|可不可以|可以|是否符合|符合|够不够|够|有没有资格|能)[^。?？]{0,20}"
    r"(?:申请|享受|拿到|领|报销|救助|条件|资格|批|低保)[^。?？]{0,12}(?:吗|么|呢|\?|？|不|$)"
    rf"|(?:村|镇|街道|社区|组)(?:的|里的)?[{_SURNAMES}][一-鿿]{{1,2}}(?:家|户)?的?(?:救助|低保|补助|申请|能|该|是否)"
    rf"|(?![于向付何任关])[{_SURNAMES}]某(?!的?案|[省市州县区旗乡镇村街社些种类个一项段年月天日]|慈善|医院|公司|企业|单位|组织|机构|基金|地)"
    rf"|(?i:{_KIN_EN}.{{0,200}}\b(?:eligible|qualif\w*|entitled|granted|win|gets?|receive|approved?|apply|claim|paid|pay|bill|aid|dibao|reimburse\w*|refus\w*|reject\w*)\b)"
    r"|(?i:(?<!how )(?<!where )(?<!when )\b(?:am|do|can|will|would|should) i (?:be )?(?:eligible|qualify|entitled|get|receive|approved|apply|claim)\b)"
    r"|(?<!们)我(?:最后|到底|究竟|这样|这种情况)?(?:会不会|是不是要|是不是会|会|要|得)被(?:罚|处罚|判(?!断|定)|拘留|追究|取消)"
    r"|(?i:\b(?:will|would|could|can) i (?:be|get) (?:fined|punished|prosecuted|charged|banned|arrested|taken off)\b)"
    r"|(?:本人|我)[^。?？]{0,60}给我(?:全|都|再)?(?:报|批|发|补|救助|多少)"
    r"|(?i:\b(?:i['’]m|i am|my)\b.{0,160}\b(?:give|pay|grant|reimburse|refund|cover) me\b|\bhow much\b[^.?!]{0,60}\b(?:give|pay|grant|reimburse) me\b|\bhow much\b[^.?!]{0,60}\b(?:will|would|can|could|should|may) i (?:get|receive|be (?:paid|given))\b|\bhow much\b[^.?!]{0,60}\bi(?:'ll| will| would| can| could| may) (?:get|receive|be (?:paid|given))\b)"
    r"|\b[Tt]he (?!Dibao|Tekun)[A-Z][a-z]+ (?:family|household)\b.{0,160}\b(?:yes or no|eligible|qualif\w*|entitled|approve\w*)"
    r"|\b(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss)\.? [A-Z]\w+",
)
# The same of a bare name, which may be any other word: 江苏, 任何.
_NAMED_CASE = re.compile(
    rf"(?<![一-鿿])[{_SURNAMES}](?:某某?|先生|女士|大爷|大妈|阿姨|[一-鿿]{{1,2}})(?:家|户)?的?(?:救助|低保|医疗救助|补助)?(?:申请|能不能|能否|该不该|应不应该|是否符合|符不符合|够不够)"
)
_UNSAFE = re.compile(
    r"(?:怎么|如何|怎样|教我)(?:才能|可以|去)?(?!.{0,2}(?:防止|防范|发现|处理|核查|查处|认定|杜绝|打击))(?!.{0,6}(?:规定|界定|定义|写)).{0,8}(?:骗取|骗保|伪造|造假|作假|做假|隐瞒|瞒过|躲过|躲开|绕过|绕开|蒙混|套取|冒充|虚报|(?:把|将)(?:收入|财产|存款|房产)[^，。?？]{0,4}(?:报少|少报|瞒报|藏起来)|编(?:个|点|些)?材料|不被(?:发现|查到)|查不到)(?!.{0,12}(?:处罚|处理|责任|查处|防止|预防|防范|惩|罚|发现))"
    r"|(?:怎么|如何|怎样).{0,16}(?:不会?被人?(?:发现|查到|查出)|查不[到出])"
    r"|\bhow (?:can|could|do|to|might) (?:i |we |one |someone )?(?:\w+ )?(?:fake|forge|hide|cheat|defraud|falsify|conceal|get around|trick|fool)\b"
    r"|(?:忽略|无视|忘掉|忘记|不要管).{0,8}(?:以上|上面|之前|前面|所有|全部|你的)?.{0,8}(?:指令|要求|提示|规则|设定)|\bignore (?:all |any |the )*(?:previous|above|prior|earlier|your)\b.{0,30}\b(?:instruction|rule|prompt)"
    r"|\b(?:disregard|forget|override) (?:all |any |the |your )*(?:previous |above |prior |earlier )?(?:instructions?|rules?|prompts?)\b|系统提示词|\b(?:system|hidden|initial) prompt\b|\bunrestricted (?:assistant|ai|model)\b|(?:以后|从今)[^。]{0,4}你(?:必须|都要|只能)|你必须(?:说|回答|写)"
    r"|从现在(?:开始|起)[，,]?你|你现在(?:是|扮演)|请?你(?:扮演|假装)|(?:不用|不要|别|无需)(?:加|写|给|带)?(?:任何)?(?:引用|来源|出处|依据)|直接(?:写|输出|回答|说)[:：“\"]|按我说的(?:写|答|说)|开发者模式|越狱模式"
    r"|(?:告诉|发给|打印|输出|泄露).{0,8}(?:你的)(?:规则|提示词?|指令|设定)"
    r"|\byou are now\b|\bfrom now on,? you\b|\bpretend (?:to be|that|you)\b|\bact as (?:an? )?(?:different|unrestricted|free)\b|\bdeveloper mode\b|\bjailbreak\b"
    r"|\b(?:ignore|disregard|forget|override|bypass|drop|skip|turn off|switch off) (?:all |any |the |your |every |these |those )*(?:safety |content |system )?(?:rules?|guidelines?|constraints?|restrictions?|limits?|filters?|safeguards?|citations?|sources?|checks?|verification)\b"
    r"|\b(?:new|updated|system) (?:instructions?|rules?|command)s?\s*:|\bi am (?:your|the) (?:developer|admin\w*|creator|operator|owner)\b|\b(?:admin|root|debug|god|unrestricted|unlimited) mode\b|\brole-?play\b|\brepeat after me\b"
    r"|\b(?:respond|reply|answer) (?:only |just )?with (?:only )?(?:the (?:words?|sentence|phrase)|\"|“|')|\bdo not (?:cite|verify|check|quote any)\b|\b(?:make up|invent|fabricate) (?:a|an|the|some)\b.{0,30}\b(?:document|number|figure|rule|case|source|citation|quote)"
    r"|(?:不受|没有|解除|取消|关闭|跳过|绕过|去掉)(?:任何|一切|所有|你的)?(?:限制|约束|规则|审查|核查|校验|安全)|(?:我是|以)你?的?(?:管理员|开发者|系统管理员|主人)(?:身份)?|(?:新的?|系统)(?:指令|命令|规则)[:：]|管理员模式|调试模式|不要(?:核实|核对|查证|检查)|(?:编造|杜撰|虚构)(?:一个|一条|一份|几个|个)"
    r"|(?:只(?:需|要|许|能)?|必须|一律)(?:回答|回复|输出|写成|说成)[:：“\"]"
    r"|\bwithout (?:any )?(?:citations?|sources?|references?)\b|\b(?:reveal|print|show|repeat) (?:me )?your (?:instructions?|rules?|prompt)\b|\b(?:just|simply) (?:say|write|output|print|state) (?:that|:|\")",
    re.I,
)
# Nothing but greetings and thanks; each piece is taken for good (++), so that no text takes long.
_SMALL_TALK = re.compile(
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening)|many thanks|thanks?(?: you)?(?: (?:a lot|so much|very much))?|(?:good)?bye|ok(?:ay)?"
    r"|who are you|what can you do|how are you|there|all|你好|您好|大家好|嗨|在吗|(?:早上|上午|中午|下午|晚上)好|早安|晚安|非常感谢|感谢|谢谢|多谢|再见|拜拜"
    r"|辛苦了|好的|你是谁|你(?:能|会|可以)(?:做|干)(?:什么|啥)|[你您啦了啊呀哦吗\s,.!?，。！？、~～])++",
    re.I,
)


def forbidden(text: str, vocabulary: Vocabulary) -> str:
    """The reason that forbids an answer whatever the base holds; empty when there is none."""
    if _UNSAFE.search(text):
        return "unsafe"
    if _PERSONAL_DATA.search(text):
        return "personal_data"
    if _PERSONAL_CASE.search(text) or _names_a_person(text, vocabulary):
        return "personal_case"
    return ""


def small_talk(text: str) -> bool:
    """Whether a text asks for nothing: a greeting, thanks, or who is there.

    >>> small_talk("你好！"), small_talk("Hello, thanks a lot."), small_talk("Thanks. Who pays?")
    (True, True, False)
    """
    return bool(_SMALL_TALK.fullmatch(text))


def _names_a_person(text: str, vocabulary: Vocabulary) -> bool:
    """Whether something is asked of somebody by a bare name, and not of what another word begins like."""
    if not (found := _NAMED_CASE.search(text)):
        return False
    words = {word: tag for word, tag in vocabulary.segments.of(text) if text.startswith(word, found.start())}
    word = max(words, key=len, default="")
    return len(word) < 2 or (words[word].startswith("nr") and not is_place(word))
