"""What a question asks: language, intent, places, groups, documents, dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.asked_figures import figures_asked
from assistant.aspects import aspects
from assistant.conversation import points_back, says_enough, standalone, with_asides
from assistant.forbidden import forbidden
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
        refusal=forbidden(asked, vocabulary),
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


def leaning(asked: Sequence[Understanding]) -> list[list[int]]:
    """Of each part the positions of those that are asked in its context, itself among them."""
    return [[n for n, other in enumerate(asked) if other.standalone in part.standalone] for part in asked]


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
    return [
        " ".join(text for m, text in enumerate(group) if m <= n or not vocabulary.places(text)[0])
        for group in groups
        for n in range(len(group))
    ]


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
        last = replace(whole, places=whole.places if of_form else (), strangers=(), documents=(), years=())
    else:
        last = whole
    places, documents = vocabulary.places(text)[0], vocabulary.documents(text)
    if not places and not documents:
        documents = last.documents
    years = tuple(year for year in _years(text, whole.as_of) if year in whole.years)
    if not years and (not enough or figures_asked(text)):
        years = last.years
    named = sides(_without_denied(text, vocabulary), vocabulary)
    strangers = vocabulary.strangers(text)
    elsewhere = any(map(is_place, strangers))
    return replace(
        part,
        strangers=strangers or (() if places or documents else last.strangers),
        places=places or (() if elsewhere else last.places),
        documents=documents,
        years=years,
        sides=named or part.sides,
    )


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


def takes_for_granted(text: str) -> bool:
    """Whether a question rests on something that it tells and does not ask.

    >>> takes_for_granted("After the fund was closed in 2019, who paid?"), takes_for_granted("Who paid in 2019?")
    (True, False)
    """
    return bool(_GRANTED.search(text))
