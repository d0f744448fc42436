"""What the assistant itself says, in both languages: verdicts, notices, help. Never a fact about a policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Wording:
    """One language's sentences; braces are filled in by the caller."""

    language: str
    verdicts: Mapping[str, str]
    verdicts_then: Mapping[str, str]  # of a day that has passed
    notices: Mapping[str, str]
    helps: Mapping[str, str]
    bases: Mapping[str, str]
    statuses: Mapping[str, str]
    models: Mapping[str, str]
    nearby: str
    decides: str
    amended: str

    def day(self, text: str) -> str:
        """A date of any precision as people write it."""
        parts = [int(part) for part in text.split("-")]
        if self.language == "zh":
            return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
        return " ".join(str(part) for part in [*parts[2:3], *(_MONTHS[m - 1] for m in parts[1:2]), parts[0]])

    def joined(self, items: Sequence[str]) -> str:
        if self.language == "zh":
            return "、".join(items)
        return ", ".join(items[:-1]) + (" and " if len(items) > 1 else "") + items[-1] if items else ""


_EN = Wording(
    language="en",
    verdicts={
        "in_force": "{name} is in force on {as_of} (since {since}).",
        "in_practice_replaced": (
            "No repeal notice for {name} was found, so on {as_of} it still counts as in force; in practice {by} comes first."
        ),
        "upcoming": "{name} is not yet in force on {as_of}; it takes effect on {since}.",
        "expired": "{name} is no longer in force on {as_of}; it ended on {until}.",
        "superseded": "{name} is no longer in force: {by} has replaced it since {until}.",
        "partly_superseded": "{name} is in force in part: some sections have been replaced by {by}; the others are in force on {as_of}.",
        "unknown": "Whether {name} is in force on {as_of} cannot be said from the dates in the base.",
    },
    verdicts_then={
        "in_force": "{name} was in force on {as_of} (since {since}).",
        "in_practice_replaced": (
            "No repeal notice for {name} was found, so on {as_of} it still counted as in force; in practice {by} came first."
        ),
        "upcoming": "{name} was not yet in force on {as_of}; it took effect on {since}.",
        "expired": "{name} was no longer in force on {as_of}; it had ended on {until}.",
        "superseded": "{name} was no longer in force on {as_of}: {by} had replaced it since {until}.",
        "partly_superseded": "{name} was in force in part on {as_of}: some sections had been replaced by {by}; the others were in force.",
    },
    notices={
        "superseded": "{name} is not in force on {as_of}; it is quoted because you asked for it. Do not use it as a basis.",
        "expired": "{name} ended on {until}; it is quoted as history, not as a basis.",
        "unknown": "Whether {name} is in force on {as_of} is unknown.",
        "upcoming": "{name} takes effect on {since}; check whether it changes this answer.",
        "conflict": "Sources disagree here; see “{section}” in {name}.",
        "local_variation": "Amounts and procedures differ by place: ask for the current notice of your pooling area.",
        "stranger": "The base holds no local text for {place}; the answer rests on higher-level texts.",
        "weak_source": "Source {n} is weak; check it before you rely on it.",
        "in_practice_replaced": "No repeal notice for {name} was found; in practice {by} comes first.",
    },
    helps={
        "out_of_scope": "This assistant covers medical assistance and health-poverty governance in China (policies, cases, theory, statistics). Your question lies outside it.",
        "small_talk": "You are welcome here. Ask about medical assistance or health-poverty governance in China: a rule and whether it is in force, a case, a theory, a statistic; or describe your county's situation for a draft recommendation.",
        "no_evidence": "The knowledge base does not hold this.",
        "weak_evidence": "Nothing in the base answers this closely enough to be quoted. Name the place, the group of people or the document.",
        "nothing_verified": "What was found did not pass the check against its sources.",
        "only_superseded": "Only texts that are no longer in force say something on this. Switch off “in force only” to read them.",
        "not_yet_in_force": "The only text on this, {name}, takes effect on {since}.",
        "named_to_come": "{name} takes effect only on {since}; until then nothing rests on it. Ask without its name for what is in force.",
        "personal_case": "Whether a particular person gets assistance is decided by the authorities on the application, not here. Ask in general terms (group, place, kind of cost) for the rule, or apply at the township or sub-district office.",
        "personal_data": "Personal data of applicants or recipients are neither held nor given out here. Ask the authority that keeps the file.",
        "false_premise": "The question takes something of {year} for granted that the base knows nothing of.",
        "unsafe": "This cannot be helped with. For the rules on supervision and penalties, ask what happens in case of fraud.",
        "year": "The base holds nothing on this for {year}.",
        "figure": "The base states no such figure.",
        "date": "The base does not state this date.",
        "condition": "What is quoted is a general rule; it does not mention “{name}”.",
        "stranger": "The base knows nothing of {name}.",
        "national": "What holds everywhere: {quote}",
        "listed": "Only policies that this base holds are listed; there may be others.",
    },
    bases={
        "binding": "Binding rule",
        "precedent": "Precedent",
        "not_in_force": "Text not in force on this date",
        "statistic": "Statistic",
        "theory": "Theory",
        "inference": "Our inference",
    },
    statuses={
        "in_force": "in force",
        "upcoming": "not yet in force",
        "expired": "expired",
        "superseded": "superseded",
        "partly_superseded": "partly superseded",
        "unknown": "validity unknown",
    },
    models={
        "timeout": "The language model {model} did not finish in time",
        "busy": "The language model {model} had no capacity (error {detail})",
        "error": "The language model {model} could not be reached or failed ({detail})",
        "cut": "The reply of the language model {model} broke off",
        "length": "The language model {model} reached its limit of length; its last sentence was left out",
        "refused": "The language model {model} refused to reply",
        "empty": "The language model {model} replied with nothing",
        "unlabelled": "The language model {model} wrote no sentence that names its source",
        "unsupported": "No sentence of the language model {model} held against its source",
        "nothing": "The language model {model} found no answer in the passages",
        "context": "No passage fits into the context of the language model {model}",
        "instead": "; this answer quotes the base instead.",
        "left_out": "The language model {model} was not shown this passage: its context was full.",
    },
    nearby="Nearby in the base: {titles}.",
    decides="Who can tell: {who}.",
    amended="the amended text",
)
_ZH = Wording(
    language="zh",
    verdicts={
        "in_force": "截至{as_of}，{name}现行有效（自{since}起）。",
        "in_practice_replaced": "未查到{name}的废止文件，截至{as_of}仍视为有效；但实践中应优先适用{by}。",
        "upcoming": "截至{as_of}，{name}尚未生效，自{since}起施行。",
        "expired": "截至{as_of}，{name}已不再有效，实施期至{until}为止。",
        "superseded": "{name}已不再有效，自{until}起被{by}取代。",
        "partly_superseded": "{name}部分有效：部分内容已被{by}取代，其余内容截至{as_of}仍然有效。",
        "unknown": "依据库中的日期，无法判断{name}截至{as_of}是否有效。",
    },
    verdicts_then={
        "in_force": "{as_of}，{name}有效（自{since}起施行）。",
        "in_practice_replaced": "未查到{name}的废止文件，{as_of}仍视为有效；但实践中当时已应优先适用{by}。",
        "upcoming": "{as_of}，{name}尚未生效，自{since}起才施行。",
        "expired": "{as_of}，{name}已不再有效，实施期至{until}为止。",
        "superseded": "{as_of}，{name}已不再有效，自{until}起被{by}取代。",
        "partly_superseded": "{as_of}，{name}部分有效：部分内容已被{by}取代，其余内容有效。",
    },
    notices={
        "superseded": "{name}截至{as_of}已不再有效，因您问到而引用，不能作为依据。",
        "expired": "{name}实施期至{until}为止，仅作历史资料引用，不能作为依据。",
        "unknown": "{name}截至{as_of}是否有效不明。",
        "upcoming": "{name}自{since}起施行，请核对其是否影响本回答。",
        "conflict": "不同来源说法不一，见{name}“{section}”。",
        "local_variation": "各地标准和程序不同，请查阅所在统筹地区的现行文件。",
        "stranger": "库中没有{place}的地方文件，以下依据上级文件。",
        "weak_source": "来源{n}较弱，使用前请核实。",
        "in_practice_replaced": "未查到{name}的废止文件；实践中应优先适用{by}。",
    },
    helps={
        "out_of_scope": "本助手只涉及中国医疗救助与健康贫困治理（政策、案例、理论、统计），您的问题不在此范围内。",
        "small_talk": "您好！可以在这里询问中国医疗救助与健康贫困治理：某项规定及其是否有效、案例、理论、统计；也可以描述本县情况，获得建议草稿。",
        "no_evidence": "知识库中没有这方面的内容。",
        "weak_evidence": "库中没有足够贴切、可以引用的内容。请写明地区、人群或文件名称。",
        "nothing_verified": "找到的内容未能通过与来源的核对。",
        "only_superseded": "只有已失效的文件涉及这一点。取消“仅现行有效”即可查看。",
        "not_yet_in_force": "涉及这一点的只有{name}，该文件自{since}起才施行。",
        "named_to_come": "{name}自{since}起才施行，此前不能作为依据。想了解现行规定，请去掉该文件名称再问。",
        "personal_case": "某个人能否获得救助由主管部门依申请审核确认，本助手不作判断。可以按人群、地区和费用类型询问一般规定，或到乡镇（街道）提出申请。",
        "personal_data": "本助手不保存也不提供申请人或受助人的个人信息，请向保管档案的部门查询。",
        "false_premise": "问题以{year}年的一件事为前提，库中没有关于此事的内容。",
        "unsafe": "对此无法提供帮助。如需了解监督与处罚规定，可以询问骗取救助如何处理。",
        "year": "库中没有{year}年的相关内容。",
        "figure": "库中没有这一数字。",
        "date": "库中没有载明这一日期。",
        "condition": "所引的是一般规定，没有提到“{name}”。",
        "stranger": "库中没有关于{name}的内容。",
        "national": "全国通行的规定：{quote}",
        "listed": "这里只列出本库收录的政策，可能还有其他文件。",
    },
    bases={
        "binding": "有约束力的规定",
        "precedent": "案例与先例",
        "not_in_force": "当日不具效力的文件",
        "statistic": "统计",
        "theory": "理论",
        "inference": "本助手推论",
    },
    statuses={
        "in_force": "现行有效",
        "upcoming": "尚未生效",
        "expired": "已到期",
        "superseded": "已被取代",
        "partly_superseded": "部分被取代",
        "unknown": "效力不明",
    },
    models={
        "timeout": "语言模型{model}未在时限内完成答复",
        "busy": "语言模型{model}繁忙（错误{detail}）",
        "error": "语言模型{model}无法连接或出错（{detail}）",
        "cut": "语言模型{model}的答复中断",
        "length": "语言模型{model}达到长度上限，最后一句已略去",
        "refused": "语言模型{model}拒绝答复",
        "empty": "语言模型{model}没有返回内容",
        "unlabelled": "语言模型{model}没有写出注明来源的句子",
        "unsupported": "语言模型{model}写的句子都未能通过与来源的核对",
        "nothing": "语言模型{model}在所给段落中没有找到答案",
        "context": "语言模型{model}的上下文容不下任何段落",
        "instead": "；本回答改为摘录知识库原句。",
        "left_out": "上下文已满，未向语言模型{model}提供这一段。",
    },
    nearby="库中相近的内容：{titles}。",
    decides="可以询问：{who}。",
    amended="修正后的文本",
)


def wording(language: str) -> Wording:
    return _ZH if language == "zh" else _EN
