"""Conditions on which an answer turns: who the person is, where the treatment was, what was paid or happened before."""

import re
from collections.abc import Mapping
from functools import lru_cache

_TABLE = {
    # The person and the household.
    "uninsured": r"(?:没|未|不|没有)(?:有|能|去|曾)?(?:参保|参加(?:居民)?医保|(?:交|缴|买|上)(?:过|上)?[^，。？?]{0,4}(?:医保|保险|保费|参保费|新农合|合作医疗))|断保|断缴|停保|脱保|漏保|没医保|无医保"
    r"|\buninsured\b|\b(?:not|never|no longer|n't)\b[^,.?]{0,20}\b(?:insured|enrolled|insurance|premiums?)\b|\b(?:without|no) (?:any )?(?:basic |medical |resident )*insurance\b|\bdropped out\b|\blapsed\b",
    "newborn": r"新生儿|刚出生|初生|婴儿|\bnewborns?\b|\bnew-?born\b|\bbab(?:y|ies)\b|\binfants?\b",
    "employee_insurance": r"职工医保|职工保险|\bemployees?'? (?:medical )?insurance\b",
    "retired": r"退休|\bretire[ed]\w*|\bpensioners?\b",
    "foreigner": r"外国人|外籍|外国公民|难民|老外|无国籍|\bforeign(?:er|ers| nationals?| citizens?| residents?)\b|\brefugees?\b|\bexpat\w*|\bstateless\b|\bnon-?citizens?\b",
    "compatriot": r"港澳台|台湾居民|台胞|港澳居民|\b(?:Hong Kong|Macao|Macau|Taiwan)(?:,| and| or)? ?(?:residents?|compatriots?|Macao|Macau|Taiwan)",
    "hukou_elsewhere": r"(?:外地|外省|异地|非本地|不是本地|没有本地)的?(?:户口|户籍|人|居民)|户(?:口|籍)不在|居住证|外来(?:务工|人口)|农民工|流动人口|打工"
    r"|\bresidence permits?\b|\bmigrants?\b|\b(?:no|without)(?: a)? local (?:hukou|registration)\b|\bhukou (?:is )?(?:elsewhere|in another)\b|\bnot registered (?:here|locally)\b",
    "abroad": r"(?<!我)国外|境外|(?<!列)出国|海外|\babroad\b|\boverseas\b",
    "prisoner": r"服刑|坐牢|犯人|罪犯|监狱|在押|社区矫正|\bprison\w*|\bjail\w*|\binmates?\b|\bconvict\w*",
    "student": r"大学生|在校(?:学)?生|\bstudents?\b",
    "soldier": r"军人|退役|复员|现役|当兵|\bsoldiers?\b|\bveterans?\b|\bservicem[ae]n\b",
    "deceased": r"去世|死亡|(?<![写定卡说])死了|过世|身故|病故|亡故|走了以后|人没了|已故|\bdied\b|\bdeceased\b|\bdead\b|\bpassed away\b|\bdeath of\b|\bdies\b",
    "assets": r"有(?:一辆|辆)?(?:车|小车|汽车|轿车|小汽车)|买(?:了)?车|两套房|第二套房|多套(?:住)?房|商铺|门面|存款|有房|\b(?:own\w*|has|have|with) (?:a |an |two |second |some )*(?:car|van|vehicle|flats?|houses?|shops?|apartments?)\b|\bsecond (?:flat|home|house)\b|\bsavings\b|\bbank deposits?\b",
    "kin_who_could_pay": r"(?:儿女|子女|儿子|女儿)[^，。？?]{0,8}(?:有钱|能力|赡养|收入)|赡养费|\b(?:children|sons?|daughters?)\b[^,.?]{0,30}\b(?:earn|pay|support|well off|income)\b",
    "left_allowance": r"退出低保|低保(?:被)?(?:取消|停|退)|刚脱(?:贫|低保)|\b(?:left|leaving|off|lost) (?:the )?(?:dibao|allowance|subsistence)",
    "above_line": r"(?:略|稍|刚)(?:高|超|过)[^，。？?]{0,6}(?:线|标准|收入)|超(?:过)?(?:一点|了)[^，。？?]{0,4}(?:线|标准)|\b(?:just|slightly|a little) (?:above|over) (?:the )?(?:\w+ )?(?:line|threshold|limit|standard)\b",
    "unidentified": r"身份不明|无名(?:氏|患者|病人)|查不到身份|\bunidentified\b|\bunknown identity\b",
    "mental_illness": r"精神(?:病|障碍|疾病|分裂)|\bmental(?:ly)? (?:ill\w*|disorders?)\b|\bpsychiatric\b",
    "hiv": r"艾滋|HIV|\baids\b",
    "occupational_disease": r"职业病|尘肺|矽肺|\boccupational disease|\bpneumoconiosis\b|\bsilicosis\b",
    "disabled": r"残疾|失能|\bdisab\w+",
    # The treatment and its costs.
    "private_hospital": r"民营|私立|私人(?:医院|诊所)|\bprivate (?:hospitals?|clinics?|providers?)\b|\bprivately run\b",
    "not_designated": r"(?:非|不是|没有|没|未)(?:被)?定点|\bnon-?designated\b|\b(?:not|n't|never|without being) (?:a )?designated\b|\bundesignated\b|\bwithout (?:a )?(?:designation|agreement)\b",
    "no_referral": r"(?:没|未|不|没有)(?:有|经|经过|办|开|办理|通过)?(?:规范)?转诊|自己跑|自行(?:外出|到|去)|越级|\b(?:without|no|not|never) (?:a |any |being |having )*(?:proper )?referr\w+|\bon (?:his|her|their) own\b",
    "elsewhere": r"外省|省外|跨省|异地就医|外地(?:住院|看病|就医|医院)|\b(?:another|other|outside the|different) (?:province|county|city)\w*|\bout of (?:province|county)\b|\belsewhere\b",
    "outpatient": r"门诊|\boutpatient\w*|\bclinic visits?\b",
    "dialysis": r"透析|\bdialysis\b",
    "pharmacy": r"药店|药房|\bpharmac(?:y|ies)\b|\bdrug ?stores?\b",
    "off_catalogue": r"目录外|自费(?:药|项目)|\b(?:off|outside)(?: the)?[- ](?:catalogue|list)\b|\bnot (?:on|in) the (?:list|catalogue)\b|\bself-?paid (?:drugs?|items?)\b",
    "accident": r"车祸|交通事故|肇事|被(?:人)?打|打架|斗殴|第三(?:人|方)|\btraffic accident|\bcar (?:crash|accident)|\b(?:hit|struck|knocked down) by (?:a |another )?(?:car|vehicle|truck|driver|motor\w*)\b|\bthird part(?:y|ies)\b|\bfights?\b|\bassault\w*",
    "work_injury": r"工伤|\bwork(?:place)?[- ](?:related )?injur\w+|\binjured at work\b|\bhurt at work\b",
    "own_fault": r"自杀|自残|自伤|吸毒|酒驾|醉酒|酗酒|赌博|\bsuicid\w*|\bself-?harm\w*|\bdrunk\w*|\bdrug (?:use|abuse|addict)\w*|\bgambl\w*",
    "childbirth": r"生孩子|分娩|生育|产检|剖腹产|孕妇|\bchildbirth\b|\bmaternity\b|\bgiv(?:e|ing) birth\b|\bpregnan\w+",
    "infertility": r"不孕|试管|辅助生殖|\binfertil\w+|\bIVF\b|\bassisted reproduction\b",
    "cosmetic": r"整容|美容|整形|\bcosmetic\b|\bplastic surgery\b",
    "dental": r"看牙|牙齿|牙科|种牙|假牙|镶牙|\bdental\b|\bteeth\b|\btooth\b|\bdentures?\b",
    "devices": r"假肢|助听器|轮椅|义肢|\bprosthe\w+|\bhearing aids?\b|\bwheelchairs?\b|\bartificial (?:leg|limb|arm)s?\b",
    "care": r"护理|护工|康复|长护|\bnursing\b|\bcarers?\b|\brehabilitation\b",
    "rare_disease": r"罕见病|\brare diseases?\b",
    "transplant": r"移植|\btransplant\w*",
    "commercial_insurance": r"商业(?:医疗)?保险|商保|百万医疗|\bcommercial (?:insurance|polic\w+|cover)\b|\bprivate insurance\b",
    "crowdfunding": r"水滴筹|轻松筹|众筹|网(?:上|络)(?:筹款|募捐|求助)|筹(?:到|来|得)的?(?:钱|款)|\bcrowdfund\w*|\braised online\b|\bonline (?:appeal|fundrais)\w*",
    "earlier_bill": r"去年的?(?:医药费|住院费|发票|账单|费用)|上年度的?(?:医药费|费用)|以前的?(?:医药费|发票)|跨年|\blast year's (?:bills?|costs?)\b|\bbills? (?:of|from) (?:last|an earlier|the previous) year\b",
    "lost_papers": r"(?:发票|材料|证件|票据|病历)[^，。？?]{0,6}(?:丢|遗失|找不到|没了)|(?:丢|遗失)(?:了|失)[^，。？?]{0,6}(?:发票|材料|证件|票据|病历)|\b(?:lost|missing|mislaid)\b[^,.?]{0,20}\b(?:bills?|papers?|receipts?|invoices?|documents?)\b|\b(?:bills?|papers?|receipts?|invoices?) (?:\w+ ){0,3}(?:lost|missing)\b",
    "before_recognition": r"认定(?:为)?[^，。？?]{0,8}(?:前|之前|以前)|(?:前|之前)[^，。？?]{0,6}(?:花|产生|发生)的|\bbefore (?:being |the |they |he |she |it )*(?:recogni\w+|confirm\w+|certif\w+|was on|were on)",
    "fund_exhausted": r"(?:救助金|救助资金|资金|基金|钱|预算)(?:已经|都)?(?:不够|用完|花完|没了|花光|见底|用光)|\b(?:run|ran|runs|running) (?:out|dry)\b|\bexhausted\b|\bused up\b|\bno (?:money|budget) left\b",
    "unregistered": r"(?:没|未|没有)(?:有)?(?:登记|注册)|\bunregistered\b|\b(?:not|never|without) (?:being )?registr?\w*",
    "refused": r"(?:被|遭)(?:拒|驳回|退回)|不予?批准?|没批|不给批|\b(?:refused|rejected|turned down|denied)\b",
}  # fmt: skip
_PATTERNS = {name: re.compile(pattern, re.I) for name, pattern in _TABLE.items()}


def names(condition: str, text: str) -> bool:
    """Whether a text names a condition.

    >>> names("uninsured", "Who pays for the uninsured?")
    True
    """
    return bool(_PATTERNS[condition].search(text))


@lru_cache(maxsize=4096)
def conditions(text: str) -> Mapping[str, str]:
    """The conditions that a text names, each with the words that name it first.

    >>> conditions("低保户没交医保，还能救助吗？")
    {'uninsured': '没交医保'}
    >>> sorted(conditions("Is a foreigner aided in a private hospital?"))
    ['foreigner', 'private_hospital']
    """
    return {name: match[0] for name, pattern in _PATTERNS.items() if (match := pattern.search(text))}
