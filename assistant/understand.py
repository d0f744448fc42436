"""What a question asks: language, intent, places, groups, documents, dates — and whether it may be answered at all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.asked_figures import figures_asked
from assistant.aspects import aspects
from assistant.conversation import points_back, says_enough, standalone, with_asides
from assistant.parts import asks, parts
from assistant.places import is_place
from assistant.records import Question, Understanding
from assistant.sentences import CLAUSE, DECADE, FULL_DATE, year_spans
from assistant.sides import each_figure, each_side, each_year, of_its_side, sides, with_years
from assistant.vocabulary import Vocabulary
from ingest import BadInput, Language, detect, fold, quantities, span

MAX_CHARACTERS = 2000

_INTENTS = (
    (
        "amount",
        r"多少|几成|几倍|百分之几|\bhow (?:much|many|high|large|big)\b|\bwhat (?:share|percentage|percent|proportion|rate|ratio|amount)",
    ),
    (
        "validity",
        r"还(?:继续)?(?:有效|适用|执行)|有效吗|是否(?:有效|现行|废止|失效)|(?:已|被)?废止|失效|什么时候(?:生效|施行|实施|起)|何时(?:生效|施行|实施)"
        r"|(?:生效|施行|实施)了?(?:吗|没有)|开始施行|现行有效|被.{0,6}取代|取代了"
        r"|作数|算数|管用吗|(?:条例|办法|法|意见|通知|文件|规定|版)[^。?？，,]{0,6}能(?:不能)?用(?:了|上)?(?:吗|么|没|不)|还能(?:照|用|按)|照着?(?:它|这个)?(?:执行|办|来)|(?:当|作为?|拿来?|用作)[^。?？]{0,6}依据|几时开始|(?:该|应)?(?:看|用|按|依)哪(?:个|部|份)"
        r"|\bin force\b(?! (?:since|say|said|provide|set|require|allow|give|fix|demand)s?\b)|\bvalid\b|\brepeal|\bin effect\b|\btake[sn]? effect|\bsupersede|\bexpired?\b|\breplaced\b"
        r"|\bcome[s]? into (?:force|effect)|\bstill appl|\btaken? (?:its|the) place|\bstill (?:the|be) \w+ (?:text|rule|basis)|有效期|还(?:能|可以|能不能|可不可以)(?:引|援引|适用|作为|使用)|能不能(?:引用|援引)|\bappl(?:y|ies) (?:yet|now|already|today)\b|\brely on\b.{0,70}\b(?:today|now|yet|already)\b|\bstill (?:quote|cite|use|rely|binding|apply)\b|\bstill (?:good|counts?|(?:the )?law)\b|\bfrom when\b.{0,30}\bappl|\bstill (?:running|the rule|the law)\b|现在还是(?:这个|这样|这么|这一|按)|\b(?:has|did) (?:it|the (?:[\w-]+ ){0,3}(?:pilot|plan|programme|action|campaign)) end(?:ed)?(?= *(?:[?.,;]|$)| (?:yet|already|in)\b)"
        r"|\b(?:text|rule|law|regulation|document|decree|act|measures)s?\b.{0,40}\bgoverns?\b.{0,40}\b(?:now|today|currently)\b|还在(?:搞|实施|推行|执行)"
        r"|(?:试点|行动|计划|方案|过渡期|工程|攻坚)[^，。？?]{0,10}(?:结束了(?:吗|没)|(?:什么时候|何时|哪年)结束)",
    ),
    ("comparison", r"比较|对比|区别|不同|异同|相比|\bcompar|\bdiffer|\bversus\b|\bvs\b"),
    ("why", r"为什么|为何|原因|怎么会|\bwhy\b|\bcauses?\b|\breasons?\b"),
    (
        "definition",
        r"什么是|是什么意思|是指什么|指什么|何谓|的定义|什么叫|\bdefin|\bmeaning of\b|\bwhat does .{2,60} mean|^what is (?:an? )?[\w' -]{3,60}\?*$",
    ),
    (
        "amount",
        r"比例|多高|多大|多久|几个|几年|额度|封顶|起付|\bhow long\b"
        r"|\bratio\b|\bdeductible\b|\bceiling\b|\bcap\b",
    ),
    (
        "list",
        r"哪些|哪几|列出|列举|有何|做了什么|包括什么|\bwhich\b|\bwhat are\b|\blist\b|\bwho (?:are|is|can)\b|\bwhat did\b",
    ),
)
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
    rf"|(?![于向付何任关])[{_SURNAMES}]某(?![省市州县区旗乡镇村街社些种类个一项段年月天日]|慈善|医院|公司|企业|单位|组织|机构|基金|地)"
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
_A_SENTENCE = 3  # words
_YEAR = re.compile(r"(?<![\d〔\[(（【])((?:19|20)\d{2})(?!\d|s\b|年代|[〕\])）】])")
# Right before the name of a group: somebody is not of it.
_DENIED = (
    r"(?:(?<!是)不是|并非|不属于|不算|不在|(?<![并莫若无除])非|[没未]有?被?(?:纳入|享受|吃|评上))"
    r"|(?:\bnot|n['’]t) (?:yet )?(?:on|in|an?|covered by|receiving|recognised as|part of) (?:the |an? )?|\bwithout (?:the |any )?"
)
# What happened to somebody of whom is told.
_OF_SOMEONE = re.compile(
    r"(?:有(?:个|人|一(?=[个位户名家])|位|户)|一户|一位|(?<!其)他(?!们?[省市县])|她|我(?:们会|家))[^，。]{0,20}"
    r"(?:断保|断缴|断了|停保|没交|没缴|未缴|续保|登记|成立|确诊|患|生病|得了?病|查出|住院|去世|退休|失业|搬|出生)"
    r"|\b(?:he|she|someone|somebody|(?:our|my) (?!county|city|province|town|bureau|office|district|prefecture)(?:\w+ ){0,2}\w+|an? (?:\w+ )?(?:man|woman|family|patient|household|resident|charity|worker|child|person))\b"
    r"[^,.]{0,40}\b(?:fell ill|registered|enrolled|stopped|lost|dropped|diagnosed|died|born|retired|moved|hospitali[sz]ed|founded)\b",
    re.I,
)
_THAT_YEAR = re.compile(r"当年|那年|\b(?:that|the same) year\b", re.I)
# "How many … last year?", "去年…多少？"; a year that is only told of the asker's own place is no year asked about.
_THIS_YEAR = re.compile(
    r"(?:今年|本年度)[^，,；;。？?]{0,20}(?:多少|几)|\b(?:what|how (?:much|many))\b[^,;.?]*\bthis year(?:['’]s)?\b",
    re.I,
)
_LAST_YEAR = re.compile(
    r"(?<!比)(?:去年|上一年度?)[^，,；;。？?]{0,20}(?:多少|几)|\bhow (?:many|much)\b[^,;.?]*\blast year\b", re.I
)
# Nothing but greetings and thanks; each piece is taken for good (++), so that no text takes long.
_SMALL_TALK = re.compile(
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening)|many thanks|thanks?(?: you)?(?: (?:a lot|so much|very much))?|(?:good)?bye|ok(?:ay)?"
    r"|who are you|what can you do|how are you|there|all|你好|您好|大家好|嗨|在吗|(?:早上|上午|中午|下午|晚上)好|早安|晚安|非常感谢|感谢|谢谢|多谢|再见|拜拜"
    r"|辛苦了|好的|你是谁|你(?:能|会|可以)(?:做|干)(?:什么|啥)|[你您啦了啊呀哦吗\s,.!?，。！？、~～])++",
    re.I,
)
_PAST = re.compile(
    r"当时|那时|那会儿|那几年|那些年|(?:^|[，,])当年(?!度|总|收|支|居民|人均|标准|的|医)|以前|过去|曾经|原来|历史上|旧(?:规定|办法|法)|\bat (?:the|that) time\b|\bback (?:then\b|in (?:19|20)\d{2})|\bused to\b|\bpreviously\b|\bformer(?:ly)?\b|\bin the past\b|\bold (?:rule|law)|\bas (?:things|it|they) stood\b|\bin those (?:days|years)\b",
    re.I,
)
# What held in a month or a year: "2026年5月的时候生效没有", "which text applied in March 2024?"; no date in a name, and not
# what holds now.
_HELD_THEN = re.compile(
    r"(?:19|20)\d{2}年(?:\d{1,2}月份?(?:初|底|中旬|上旬|下旬)?(?:的?时候?|那时|当时|那会儿|那阵子)?|底|末|(?:的?时候?|那时|当时|那会儿|那阵子))"
    r"[^。?？，,现印发布]{0,16}(?:生效|有效|施行|适用|执行|管用|作数|算数|按哪|用哪)(?!的|了的)"
    r"|(?:19|20)\d{2}年(?:还|是否|仍|仍然)?(?:有效|生效|施行|适用)(?:吗|么|没有|不)"
    r"|(?:19|20)\d{2}年[^。?？，,现印发布]{0,16}(?:按|依据|执行|适用|依照|遵照)的?是?(?:(?:哪|什么)[个部份一版]?(?:文件|法(?!子)|条例|规定|文|版)|哪[个部份]?办法)"
    r"|(?:19|20)\d{2}年[^。?？，,现印发布]{0,16}(?:执行|适用|依照|遵照|依据)的?是?哪[个部一版][^。?？，,]{1,8}(?:法|条例|办法|规定)"
    r"|(?:19|20)\d{2}年[^。?？，,现印发布]{0,16}用的?是?哪[个部份一版](?:文件|法(?!子)|办法|条例|规定)"
    r"|\b(?:governed\b.{0,60}|applied(?! (?:for|to)\b)|(?:was|were|been) .{0,90}\b(?:valid|in force|in effect|binding|applicable)|did .{2,60} apply(?! for\b)|\bwhich .{0,40}\b(?:law|act|decree|rule|regulation|text)s? .{0,30}\b(?:held|stood)) (?:back )?(?:in|on|by|during) (?:\w+ ){0,2}(?:19|20)\d{2}\b"
    r"|\b(?:in|on|by|during) (?:[A-Z]\w+ )?(?:19|20)\d{2}\b.{0,60}\b(?:governed|applied(?! (?:for|to)\b)|(?:was|were) (?:\w+ )?(?:valid|in force|in effect|binding|applicable|the law)|did .{2,60} apply(?! for\b))",
    re.I,
)
_NOW = re.compile(r"现在|目前|如今|今天|眼下|\b(?:now|today|currently)\b", re.I)
_WHICH = re.compile(r"哪(?:个|部|版|一|份)|什么(?:文件|法律|条例|规定)|还是|\bwhich\b|\bor the\b", re.I)
# "The 2014 or the 2019 wording?" of something with a date.
_VERSIONS = re.compile(
    r"(?:19|20)\d{2}年?的?(?:版本?|文本)?(?:还是|或者?)(?:19|20)\d{2}年?的?(?:版|文本)"
    r"|\b(?:19|20)\d{2} or (?:the )?(?:19|20)\d{2} (?:text|wording|version)",
    re.I,
)
_OF_TEXTS = re.compile(
    r"版|文本|法|条例|办法|文件|号|\b(?:text|version|law|act|regulation|decree|document|measure|rule)s?\b", re.I
)


# A clause of time or a reason asked for takes what it tells for granted (presupposition triggers: Levinson 1983).
_GRANTED = re.compile(
    r"(?:19|20)\d{2}年?[^，,。？?]{2,40}(?:时|后|之后|以后|以来|期间)[，,]|(?:19|20)\d{2}年?[^，,。？?]{4,40}[，,](?:后来|之后|随后|然后|接着|结果)"
    r"|(?:为什么|为何|凭什么|理由)|^(?:when|after|since|once|before|in (?:their|its|his|her))\b[^,]{6,},|\bwhy (?:did|was|were|has|have)\b|\bwhat (?:led|made|prompted)\b",
    re.I,
)


def check_input(text: str) -> str:
    """The question without outer blanks. Raises BadInput when there is nothing, too much, or no readable text in it."""
    cleaned = "".join(char for char in text if char.isprintable() or char in "\n\t").strip()
    if not cleaned or not re.search(r"\w", cleaned):
        raise BadInput("The question is empty. Ask in Chinese or English, in a sentence or two.")
    if len(cleaned) > MAX_CHARACTERS:
        raise BadInput(f"The question has {len(cleaned)} characters; at most {MAX_CHARACTERS} are read. Shorten it.")
    return cleaned


def understand(question: Question, vocabulary: Vocabulary) -> Understanding:
    """Read a question. Pure: the same question and base give the same understanding. Raises BadInput."""
    asked = check_input(question.text)
    if detect(asked) == "en":
        asked = vocabulary.corrected(asked)
    text = standalone(asked, question.history, vocabulary)
    language = _language(question, asked)
    matches = vocabulary.terms(text)
    official: dict[str, tuple[str, ...]] = {
        "zh": tuple(dict.fromkeys(match.term.zh for match in matches)),
        "en": tuple(dict.fromkeys(match.term.en for match in matches)),
    }
    documents = vocabulary.documents(text)
    held = None if _NOW.search(text) else _HELD_THEN.search(text)
    held_then = held is not None
    past = held_then or bool(_PAST.search(text))
    places, surfaces = vocabulary.places(text)
    strangers = () if vocabulary.policies(documents) else vocabulary.strangers(text)
    named = (*surfaces, *filter(is_place, strangers))
    if not places and question.place:
        places = (question.place,)
    new = asked if text.endswith(asked) else text
    of_versions = bool(FULL_DATE.search(text) and _VERSIONS.search(text)) or (
        held_then and all(pattern.search(text) for pattern in (_WHICH, _OF_TEXTS)) and not figures_asked(asked)
    )
    told, typed = zip(*parts(new), strict=True)
    asked_parts = with_asides(typed, vocabulary)
    compared = sides(_without_denied(text, vocabulary), vocabulary)
    return Understanding(
        standalone=text,
        parts=asked_parts,
        told=told,
        sides=compared if asked_parts == typed else (*vocabulary.sides(text), *vocabulary.sides_by_group(text)),
        subject=_without(named, text) or text,
        followed=_without(named, new) if new != text else "",
        asked=new,
        language=language,
        as_of=_as_of(held[0] if held else text, question.as_of, past),
        intent=_intent(asked) if not of_versions else "validity",  # type: ignore[arg-type]  # the table holds only intents
        documents=documents,
        places=places,
        strangers=strangers,
        groups=vocabulary.groups(_without_denied(text, vocabulary)),
        aspects=aspects(asked),
        years=_years(text, question.as_of),
        official=official,
        past=past,
        refusal=_refusal(asked, vocabulary),
    )


def _without_denied(text: str, vocabulary: Vocabulary) -> str:
    """A text without the groups that somebody is said not to be of, one or several in a list."""
    groups = [re.escape(match.surface) for match in vocabulary.terms(text) if match.term.kind == "group"]
    if not groups:
        return text
    group = f"(?:{'|'.join(sorted(groups, key=len, reverse=True))})"
    listed = (
        rf"(?:{_DENIED}){group}(?:\s*(?:、|和|或|与|及|也不是|,|or\b|and\b|nor\b)\s*(?:the |an? )?{group})*(?![吧吗么])"
    )
    return re.sub(listed, " ", text, flags=re.I)


def _without(names: Iterable[str], text: str) -> str:
    for name in names:
        text = text.replace(name, " ")
    return " ".join(text.split())


def _language(question: Question, asked: str) -> Language:
    """The language of the form, else of what was typed; of a few words without a sentence that of the conversation."""
    if question.language != "auto":
        return question.language
    spoken = detect(asked) == "zh" or len(asked.split()) >= _A_SENTENCE or not question.history
    return detect(asked if spoken else question.history[-1].question)


def by_part(understood: Understanding, vocabulary: Vocabulary) -> tuple[Understanding, ...]:
    """One understanding for each thing that is asked, the whole question its context; itself when it asks for one.

    What is asked of several things side by side, or of several years, is asked of each of them.
    """
    if len(understood.parts) == 1:
        return _one_by_one(understood)
    texts = [with_years(part, understood.asked) for part in understood.parts]
    asides = understood.parts != tuple(asked for _, asked in parts(understood.asked))
    if asides:
        own = [replace(_part(text, understood), sides=understood.sides) for text in texts]
        return tuple(one for part in own for one in _one_by_one(of_its_side(part)))
    found: list[Understanding] = []
    before: Understanding | None = None
    for text, told, context in zip(texts, understood.told, _contexts(texts, understood, vocabulary), strict=True):
        whole = f"{told} {text}".strip()
        alone = says_enough(text, vocabulary) and not points_back(text)
        part = replace(_part(text if alone else whole, understood), standalone=context)
        before = _named_in(whole, part, before, understood, vocabulary)
        found += _one_by_one(before)
    return tuple(found)


def _part(text: str, understood: Understanding) -> Understanding:
    return replace(understood, asked=text, parts=(text,), told=("",), intent=_intent(text), aspects=aspects(text))  # type: ignore[arg-type]


def _contexts(texts: Sequence[str], understood: Understanding, vocabulary: Vocabulary) -> list[str]:
    """Of each part the text in which it is asked: that of the parts that lean on each other; all of a follow-up.

    A part that says enough leans on none before it.
    """
    if understood.followed:
        return [understood.standalone] * len(texts)
    groups: list[list[str]] = []
    for text, told in zip(texts, understood.told, strict=True):
        whole = f"{told} {text}".strip()
        if groups and (points_back(text) or not says_enough(whole, vocabulary)):
            groups[-1].append(whole)
        else:
            groups.append([whole])
    return [" ".join(group) for group in groups for _ in group]


def _named_in(
    text: str, part: Understanding, before: Understanding | None, whole: Understanding, vocabulary: Vocabulary
) -> Understanding:
    """A part with the places, texts and years that its text names, else those of the part before it.

    The first part has those of the whole question only where it says too little by itself.
    """
    enough = says_enough(text, vocabulary)
    if before is not None:
        last = before
    elif enough:
        of_form = not vocabulary.places(whole.standalone)[0]
        last = replace(whole, places=whole.places if of_form else (), documents=(), years=())
    else:
        last = whole
    places, documents = vocabulary.places(text)[0], vocabulary.documents(text)
    if not places and not documents:
        documents = last.documents
    years = tuple(year for year in _years(text, whole.as_of) if year in whole.years)
    if not years and (not enough or figures_asked(text)):
        years = last.years
    named = sides(_without_denied(text, vocabulary), vocabulary)
    return replace(part, places=places or last.places, documents=documents, years=years, sides=named or part.sides)


def _one_by_one(part: Understanding) -> tuple[Understanding, ...]:
    """The part once for each of what it sets side by side or lists; itself when it asks of one thing."""
    return each_side(part) or each_year(part) or each_figure(part) or (part,)


def _intent(text: str) -> str:
    return next((intent for intent, pattern in _INTENTS if re.search(pattern, text.strip(), re.I)), "fact")


def _as_of(text: str, default: date, past: bool) -> date:
    """The date a question is about: a day named in it; a month or year (its last day) only when it asks of then.

    A month or year that holds the date of the form leaves that date alone.
    """
    dates = [int(quantity.value) for quantity in quantities(DECADE.sub(" ", text)) if quantity.kind == "date"]
    chosen = [number for number in dates if number % 100] or (dates if past else [])
    if len(chosen) != 1:
        return default
    year, month, day = chosen[0] // 10000, chosen[0] % 10000 // 100, chosen[0] % 100
    parts = [f"{year:04}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])]
    try:
        first, last = span("-".join(parts))
    except ValueError:
        return default
    return default if first <= default <= last else last


def _years(text: str, today: date) -> tuple[int, ...]:
    """The years named in a question, and the last one where its figure is asked for; of a span every year.

    A year in what is only told of someone ("a woman registered in 2021") is not asked about.
    """
    clauses = CLAUSE.split(fold(text))
    if not _THAT_YEAR.search(text):
        clauses = [clause for clause in clauses if not _OF_SOMEONE.search(clause) or asks(clause)] or clauses
    folded = "，".join(clauses)
    found = [int(year) for year in _YEAR.findall(folded)] + [today.year - 1] * bool(_LAST_YEAR.search(folded))
    found += [today.year] * bool(_THIS_YEAR.search(folded))
    for first, last in year_spans(folded):
        found += range(first, min(last, first + 30) + 1)
    return tuple(sorted(set(found)))


def small_talk(text: str) -> bool:
    """Whether a text asks for nothing: a greeting, thanks, or who is there.

    >>> small_talk("你好！"), small_talk("Hello, thanks a lot."), small_talk("Thanks. Who pays?")
    (True, True, False)
    """
    return bool(_SMALL_TALK.fullmatch(text))


def takes_for_granted(text: str) -> bool:
    """Whether a question rests on something that it tells and does not ask.

    >>> takes_for_granted("After the fund was closed in 2019, who paid?"), takes_for_granted("Who paid in 2019?")
    (True, False)
    """
    return bool(_GRANTED.search(text))


def _refusal(text: str, vocabulary: Vocabulary) -> str:
    """The reason that forbids an answer whatever the base holds; empty when there is none."""
    if _UNSAFE.search(text):
        return "unsafe"
    if _PERSONAL_DATA.search(text):
        return "personal_data"
    if _PERSONAL_CASE.search(text) or _names_a_person(text, vocabulary):
        return "personal_case"
    return ""


def _names_a_person(text: str, vocabulary: Vocabulary) -> bool:
    """Whether something is asked of somebody by a bare name, and not of what another word begins like."""
    if not (found := _NAMED_CASE.search(text)):
        return False
    words = {word: tag for word, tag in vocabulary.segments.of(text) if text.startswith(word, found.start())}
    word = max(words, key=len, default="")
    return len(word) < 2 or (words[word].startswith("nr") and not is_place(word))
