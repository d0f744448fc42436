"""How people describe each barrier of the framework in everyday English; see `cues_zh` for the form of a cue."""

# ruff: noqa: E501

_CHARITY = r"\bcharit|federation|red cross|foundation|\bngos?\b|associations?\b"
_GIVING = r"\bdonat|\bdonors?\b|\bgifts?\b|\bgiving\b|\bgives?\b|contribut"
_LEADER = r"county (?:head|leader|magistrate|chief|government)|party secretary|magistrate|leaders?\b|deputy (?:head|mayor|magistrate)|mayor|governor|director|chief"
_OFFICE = (
    r"department|bureau|offices?\b|agenc(?:y|ies)|partners?\b|part(?:y|ies)\b|insurers?\b|hospitals?\b|compan(?:y|ies)"
)
_NOT = r"\b(?:no|not|never|nobody|none|without|cannot|can't|don't|doesn't|didn't|do not|does not|did not|has not|have not|hardly|rarely|seldom|lacks?)\b"

CUES: dict[str, tuple[str, ...]] = {
    "thin-fund": (
        r"(?:assistance|aid|relief) (?:fund|money|budget|pool) & runs? out|ran out|too small|not enough|exhausted|empty|\bshort\b|\btight|deficit|\bthin\b|used up|\bgone\b|insufficient",
        r"\b(?:money|funds?|budget)\b & (?:runs? out|ran out|used up|is gone|exhausted).{0,30}\b(?:before|by|in)\b|by (?:september|october|november|autumn)|ration",
        r"(?:not|never) enough (?:money|funds) (?:for|in)|(?:fund|pot|budget) .{0,30}(?:dry|overdrawn|empty)",
    ),
    "weak-county-finance": (
        r"(?:county|local|public|fiscal) (?:budget|finance|finances|revenue|treasury|coffers?) & weak|tight|poor|thin|low|cannot|can't|no room|strained|deficit|salaries",
        r"transfers? from (?:above|the province|higher|the cent)|depends? on transfers|live[sd]? on transfers|matching (?:funds?|money)|poor(?:est)? (?:mountain )?count(?:y|ies)",
    ),
    "rising-medical-costs": (
        r"\b(?:bills?|costs?|prices?|spending|expenses|charges|premiums?)\b & (?:gone|go(?:es)?|went|going|keeps?|kept) (?:up|rising|growing)|\brise|\brising|\brose|risen|\bclimb|soar|\bgrow|doubl|increas(?:e|ed|es|ing)|faster than|out of control",
        r"(?:insurance|the) fund.{0,20}(?:in the red|deficit|pressure|overspent|bankrupt)",
    ),
    "fragile-households": (
        r"\b(?:many|most|mostly|mainly|half|often|a lot of|full of)\b.{0,50}\b(?:alone|left behind|casual (?:work|labou?r)|day labou?r|chronic|disabled|widow)",
        r"no savings|casual (?:work|labou?r)|one (?:serious )?illness|fell? back into poverty|(?:low|unstable|irregular) (?:and \w+ )?(?:farm )?incomes?|borrow(?:s|ed|ing)? (?:money )?(?:to pay|for treatment)|debts? (?:for|from|because of) (?:illness|treatment|care)|medical debts?|into debt",
    ),
    "weak-giving-culture": (
        rf"(?:{_GIVING}|volunteer)\w* & \bfew\b|\blittle\b|seldom|rarely|hardly|\bfall(?:s|ing|en)?\b|fell|declin|shr[ia]nk|unwilling|no (?:habit|tradition|culture)|not used to|nobody",
        r"(?:culture|habit|tradition|spirit) of (?:giving|charity|volunteering)",
    ),
    "low-charity-trust": (
        rf"(?:{_CHARITY}|{_GIVING}) & (?:do(?:es)?|did) not (?:trust|believe)|don't trust|no trust|distrust|mistrust|suspicio|scandal|doubt|credib|where the money (?:went|goes)|\btrust (?:is|has)\b",
    ),
    "campaign-giving": (
        rf"(?:{_GIVING}|raise money|fund-?rais)\w* & quota|target|campaign|compulsory|deduct|mandatory|\border(?:ed)?\b|assigned|from (?:their|our|the) (?:salar|wages)|by rank|circular|mobilis|obliged|one-day",
    ),
    "no-linkage-rule": (
        rf"(?:{_CHARITY}|social forces) & \bno (?:written )?(?:rule|document|agreement|procedure|mechanism|regulation|protocol|arrangement)|nothing (?:in writing|written|on paper)|without (?:a |any )?(?:written )?(?:rule|agreement|document)|personal (?:contacts?|ties)|by (?:telephone|favou?r)",
    ),
    "unclear-duties": (
        r"who (?:is|was) (?:responsible|in charge|to (?:pay|decide|sign|act))|pass(?:es|ed|ing)? the buck|(?:duties|responsibilit\w+|powers|roles|tasks|mandates?) & unclear|not (?:clear|defined|written|divided|fixed)|overlap|undefined|nowhere|nobody knows|vague",
        r"sen[dt]s? (?:it|them|the (?:case|family|file)) (?:on )?to (?:another|the next|each other)|each says it is the other|not (?:our|its|their) (?:job|business|task)|point(?:s|ing)? at each other",
    ),
    "layered-schemes": (
        r"(?:schemes?|polic(?:y|ies)|programmes?|programs?|subsid\w+|insurances?|layers?|benefits?|projects?|top-ups?) & piled|pile up|on top of|overlap|too many|another layer|stacked|added (?:another|a|one)|layer (?:up)?on layer|one after another|duplicat|seven|eight|nine|\b(?:4|5|6|7|8|9)\b (?:layers|schemes)|(?:four|five|six) (?:different )?(?:layers|schemes|insurances|programmes)|more layers|new layer|patch",
    ),
    "outdated-local-rules": (
        r"(?:rules?|notice|measures|regulations?|document|standards?|guidelines?)\b.{0,50}\b(?:outdated|out of date|old|repealed|expired|never been (?:revised|updated|changed)|not been (?:revised|updated|changed)|still dates?|dates? from|from (?:19|20)\d\d)",
        r"still (?:use|apply|follow|work by|go by|quote|rest)s? .{0,30}(?:19|20)\d\d|older than the law|lag(?:s|ged)? behind the (?:national|new)",
    ),
    "unaligned-interests": (
        rf"(?:{_OFFICE}|everyone|each side|both sides) & (?:no|little) (?:interest|incentive|benefit|motivation|gain)|see(?:s)? (?:no|nothing)|nothing to gain|conflicting (?:interests|aims)|different (?:interests|aims|goals)|own (?:interests|agenda|calculation)|what is in it|errand|will not renew|not renew|feels? (?:used|cheated)|half-hearted|loses? out",
        r"(?:meetings?|talks) & nothing (?:comes|came|follows|happens)|without (?:result|decision)|sit and (?:leave|go)|no (?:result|decision|follow)|then (?:leave|go home)|stay silent",
        r"(?:insurers?|hospitals?|compan(?:y|ies)|departments?|firms?) .{0,40}(?:gain|earn|get) nothing|not worth (?:it|their|the)|loses? money on",
    ),
    "departmental-turf": (
        r"\bturf|own (?:domain|patch|kingdom|territory)|(?:guard|protect|defend|jealous)\w*.{0,30}(?:power|budget|data|territory|mandate|files|lists?)|fear\w*.{0,20}(?:lose|losing).{0,20}(?:power|control|staff|budget)|(?:department|bureau)\w*.{0,40}(?:refuse|will not|won't|unwilling).{0,20}(?:share|give up|hand over|let go)",
    ),
    "hospital-revenue-motive": (
        r"hospitals?|doctors?|wards?|clinics?|physicians? & revenue|income (?:lines?|targets?|quota)|earn|profit|bonus|commission|kickback|(?:needless|unnecessary|useless|more|too many|extra) (?:tests|scans|checks|drugs)|live on (?:tests|drugs|medicine)|over-?prescri|over-?treat|turnover|sell",
    ),
    "donors-unrewarded": (
        rf"(?:{_GIVING}|firms?|entrepreneurs?|companies) & (?:never|not|no) (?:been )?(?:thank|hear|honou?r|feedback|told|receipt|report|certificate|recogni)|no word of thanks|nobody thank|unthanked|heard nothing|tax (?:receipt|deduct|relief)|did not (?:give|donate) again|gave once|nobody (?:tells|told|reports)",
    ),
    "no-convener": (
        r"nobody (?:convenes|calls|leads|chairs|brings|takes the lead|coordinates|is in charge)|no one (?:convenes|calls|leads|chairs|takes the lead|coordinates)|no (?:joint meeting|convener|lead (?:body|agency|department)|coordinat\w+ (?:body|group|office)|leading (?:body|group))|who should (?:convene|lead|call)|never (?:met|sat|sit|meet).{0,20}(?:together|at one table|around)|(?:joint meeting|leading group).{0,40}(?:never|not|on paper|lapsed|dormant)",
        r"(?:nobody|no one|none) .{0,30}(?:takes? the lead|in the lead|convene|calls? (?:them|the|a)|brings? .{0,20}together)|which (?:bureau|department|office) (?:should|is to|leads)|lead (?:body|bureau|department) .{0,20}(?:not|never|undecided)",
    ),
    "low-leader-attention": (
        rf"(?:{_LEADER}) & (?:no|little|not much|hardly any) (?:time|interest|attention)|not interested|do(?:es)? not care|busy with|never (?:ask|attend|visit|come|raise|mention)|indifferent|other priorities|ignore|low priority",
        r"(?:not|never|bottom).{0,15}on the agenda|low on the (?:agenda|list)|not a priority",
        rf"(?:{_LEADER}) & (?:asks?|cares?|thinks?|talks?|interested) only|only (?:asks?|cares?|thinks?|talks?|looks?)|investment|has not (?:once|ever)|no room (?:for|on)",
    ),
    "leader-dependence": (
        rf"(?:{_LEADER}|champion|one (?:man|woman|person)|he|she)\b & \b(?:was|is|has been|were|being|gets?|got) (?:transferred|promoted|moved|replaced)|\bretire|when (?:he|she) (?:leaves|left|goes|went)|after (?:he|she|they) (?:left|leaves)|moved (?:on|away)|rests? on (?:one|him|her)|depends? on (?:one|him|her)|everything stopped|fell asleep",
        r"change of leader|new (?:secretary|magistrate|leader|director).{0,40}(?:stop|drop|lost|not|no longer)",
    ),
    "target-pressure": (
        r"targets?|quotas?|indicators?|rankings?|inspections?|assessments?|score ?cards?|forms? to fill|reports? & numbers? (?:on|for)|on paper|to look good|for show|pressure|only count|counts? only|fulfil|tick|meet the|ranked|blamed|punish|rush|weeks? (?:filling|writing)|fill(?:ing|ed)? in|formalis",
        r"(?:report|reported|reports) (?:full|complete|100)|(?:to|must) (?:meet|reach|fulfil) (?:the|its|their) .{0,20}(?:target|quota)|looks? good on paper",
    ),
    "divided-departments": (
        r"(?:departments?|bureaus?|offices|agencies)\b.{0,50}\b(?:do(?:es)? not|don't|never|hardly|rarely|seldom) (?:talk|meet|co-?ordinate|co-?operate|work together|tell|inform|consult|speak)|(?:each|every) (?:department|bureau|office|agency).{0,30}(?:own|alone|separately|itself)|work(?:s|ing)? (?:apart|in isolation|separately|alone)|\bsilos?\b|(?:side by side|fragmented|uncoordinated)",
    ),
    "understaffed-grassroots": (
        r"townships?|villages?|grass-?roots|sub-?district|counters?|front[- ]?line|clerks? & one (?:clerk|person|official|officer|man|woman)|only (?:one|two|a few)|single (?:clerk|official|officer)|understaffed|too few|part-?time|also the|overloaded|no (?:staff|time|hands|one)|nobody visits|short of (?:staff|hands)|turnover",
        r"(?:townships?|villages?|counters?|sub-?districts?) & (?:one|a single|two) (?:\w+ )?(?:clerk|person|man|woman|official|staff|colleague|employee)|nobody has time|no staff",
    ),
    "imprecise-identification": (
        r"(?:identif|verif|assess|means[- ]test|eligib|selection|recogni)\w* & wrong|imprecise|inaccurate|errors?|mistakes?|unreliable|guess|impression|by feel|acquaint|missed|favou?rit|cannot|hard to|impossible|outdated",
        r"(?:who should|those who should|should be) (?:be )?(?:on|in|get|listed).{0,30}(?:not|are out|missed)|(?:owns?|bought|drives?|with) (?:a |new )?(?:car|flat|shop|house)s?.{0,50}(?:list|aid|allowance|still)|wrong(?:ly)? (?:people|families|included|excluded|listed)|(?:income|debts?|assets?|spending) (?:cannot|can't|can hardly) be|no way to (?:check|know) (?:income|assets|debts)",
    ),
    "list-only-targeting": (
        r"(?:not|nor) on (?:any|the|a|its|our|one of the) (?:\w+ )?(?:list|register|roll)|only (?:those|people|families|patients|households|names) (?:who are )?(?:on|in|with).{0,30}(?:lists?|registers?|status|card)|outside (?:the|every|any|all) (?:lists?|registers?)|off the lists?|(?:lists?|register|card|status) decides|(?:no|without) (?:a )?(?:card|status|listing).{0,20}no (?:aid|help|benefit)",
    ),
    "weak-policy-analysis": (
        r"nobody (?:has |ever )?(?:calculat|analys|analyz|estimat|model|work(?:s|ed) out|compar|stud)\w*|(?:no|without) (?:analysis|estimate|forecast|calculation|modelling|simulation|pilot)|cop(?:y|ied|ies) .{0,40}(?:neighbou?r|other count|another county|province|elsewhere|text)|by (?:guess|feel|rule of thumb)|no (?:one|staff|body) (?:who )?(?:can|able to) (?:analys|calculat)",
    ),
    "weak-charity-capacity": (
        rf"(?:{_CHARITY}) & (?:has|have|with|of|only|just) (?:only )?(?:one|two|three|four|a few) (?:people|staff|persons|employees|old|retired|part)|no (?:full-?time )?(?:staff|office|experience|professional)|retired|part-?time|understaffed|weak|(?:has|have) never (?:run|managed|done|organi[sz]ed)|no (?:medical )?project|cannot (?:run|manage)|seconded|lacks?|unprofessional",
    ),
    "charity-outside-system": (
        rf"(?:{_CHARITY}) & (?:do(?:es)? not|don't|never|hardly|no) (?:contact|talk|know|hear|meet|link|connection|exchange|share|work with|sit|referr?al)|outside the (?:system|aid)|on (?:its|their) own|separate(?:ly)?|not (?:connected|linked|included|invited|informed|part)|apart from|nobody (?:tells|refers|informs)|parallel",
    ),
    "charity-dependence": (
        rf"(?:{_CHARITY}) & stamp|\bseal\b|seconded|under (?:the|one) (?:thumb|roof|bureau)|belongs? to the bureau|arm of|second (?:treasury|bureau|finance)|(?:bureau|government|official|director).{{0,40}}(?:decides|tells|orders|approves|appoint|controls|runs it)|same (?:people|staff|office)|not independent|depends? on (?:the )?(?:government|bureau)|paid (?:by|from) the budget|when the bureau",
    ),
    "scattered-charity-funds": (
        rf"(?:{_CHARITY}|{_GIVING})\w* & scatter|small (?:sums|amounts|gifts)|envelopes?|\b(?:200|300|400|500|a few hundred|several hundred) (?:yuan|rmb|cny)|spread thin|equal shares|(?:new year|festival|holiday)s?\b|rice and oil|no (?:dedicated|special|single) (?:fund|project|programme)|one-off|sprinkl|each (?:household|family)",
    ),
    "weak-county-hospital": (
        r"(?:county|local|our|district|only) (?:\w+ )?hospitals? & cannot|can't|can not|no (?:\w+ )?(?:department|specialist|equipment|surgeon|doctor|unit|oncolog|icu|dialysis)|lacks?|weak|lost|\bleft\b|leave|too (?:small|weak)|poorly|transfers? (?:out|them|patients)|not able",
        r"(?:go|goes|went|travel\w*|treated|sent|referred|leave|drive) .{0,30}(?:outside the county|to the city|to the province|provincial capital|prefecture|other cit(?:y|ies)|big cit)|(?:doctors|specialists|surgeons).{0,20}(?:leave|left|quit|hard to keep|cannot be kept)",
        r"(?:cannot|can\'t|could not|unable to) (?:be )?(?:treat|operate|perform|diagnose)\w*|(?:cancer|heart|stroke|serious) (?:patients|cases) .{0,30}(?:travel|sent|go|leave|transfer)",
    ),
    "weak-primary-care": (
        r"village (?:doctors?|clinics?)|township (?:hospitals?|health)|health (?:posts?|stations?|centres?)|family doctors?|primary care|follow-?ups?|hypertension|diabet|chronic (?:disease|patients?|illness) & \bold\b|retire|missing|\bno\b|nobody|not|on paper|closed|empty|weak|seldom|rarely|never|untreated|stroke|stop(?:ped)? taking|formality|without",
    ),
    "off-list-costs": (
        r"off-?list|(?:no|any|not on (?:the|any)|outside the|on no) (?:\w+ )?(?:insurance |drug |reimbursement )?(?:list|catalogue|formulary)|(?:insurance|scheme|fund) does not (?:list|cover|pay|recogni[sz]e)|not (?:covered|listed|reimburs\w+) by (?:the )?insurance|imported (?:drugs?|medicines?|implants?)|targeted (?:drugs?|therap)|self-?paid (?:drugs?|items?)|not (?:on|in) the (?:list|catalogue)|special drugs",
    ),
    "unbalanced-insurer-contract": (
        r"contract|agreement|tender|insurers?|insurance company & one-?sided|unequal|unfair|dictat|drafted by|written by the (?:county|bureau|government)|all (?:the )?(?:losses|risks?)|losses? (?:are|is|fall|stay)|surplus|profit (?:margin|rate|cap)|take it or leave|bears? (?:all|the) |squeez|no say|pull(?:s|ed|ing)? out|withdraw|not renew|who keeps",
    ),
    "induced-overuse": (
        r"(?:small|minor|slight|light) (?:illness|ailment|complaint|disease)s?|free|pay (?:almost |nearly )?nothing|almost nothing|reimburse|generous|since (?:the|benefits) & (?:occupy|fill|crowd|flood|block)\w*|stay (?:on|longer|for weeks)|beds? (?:are )?(?:full|taken)|admissions? (?:rate )?(?:has |have )?(?:r[io]se|doubl|jump|went|gone|grow|soar|climb)|ask to be admitted|needless|overuse|refuse to (?:leave|go home)|longer stays|queue",
        r"over-?use|(?:hospital|patients?).{0,40}(?:refuse to leave|do not want to leave)|needless(?:ly)? (?:admi|stay|hospital)",
    ),
    "unguided-crowdfunding": (
        r"crowd-?fund|shuidi|waterdrop|qingsong|online (?:appeals?|fund-?rais|begging)|(?:appeals?|beg|collect).{0,20}(?:online|wechat|internet|platform)|fund-?raising platforms?|mutual aid platform",
    ),
    "no-social-workers": (
        rf"(?:{_NOT}|\bone\b|few|without|lack\w*|short of).{{0,30}}(?:social workers?|volunteers?)|(?:social workers?|volunteers?).{{0,25}}(?:none|few|missing|lacking|left|not enough)",
    ),
    "no-entry-for-social-forces": (
        r"firms?|compan(?:y|ies)|enterprises?|volunteers?|entrepreneurs?|social organi[sz]ations?|ngos?|universit\w+|donors?|brewery|factory & do(?:es)? not know (?:where|how|whom|who) to (?:turn|go|help|ask|join|give)|no (?:door|channel|window|contact|way in|entry|counter)|turned away|nobody to (?:talk|ask)|cannot (?:get|find).{0,20}(?:in|way|door)|shut out|no one to receive",
    ),
    "single-donor-dependence": (
        r"foundation|donor|expert team|experts|visiting (?:doctors|specialists)|medical team|paired hospital|pairing|company|sponsor|one firm|programme & \bends?\b|ending|expires?|runs out|stop(?:s|ped)?|withdr[ae]w|leaves?|leaving|left|go(?:es)? home|going home|went home|go(?:es)? back|pull(?:s|ed|ing)? out|will not (?:be )?(?:continue|renew|extend)|only (?:one|source|donor)|single|alone pays|everything (?:hangs|depends|rests)",
    ),
    "low-enrolment": (
        r"enrol|insured|premiums?|contribut|participation|sign(?:ed)? up & drop|fall(?:s|en|ing)?\b|fell|declin|not (?:paid|pay|renew|enrolled|insured)|stop(?:ped)? paying|gaps?|too (?:dear|expensive|high)|skip|lapse|uninsured|do(?:es)? not (?:pay|enrol|renew|join)|did not|miss|refus|left the|unwilling",
        r"\buninsured\b|without (?:health )?insurance",
        r"(?:stopped|quit|given up|gave up) (?:paying|buying|renewing).{0,40}(?:insurance|premium|contribution)",
    ),
    "reluctance-to-apply": (
        r"appl(?:y|ied|ication|ying)|forms?\b|begging|asking|ask for (?:help|aid)|claim & asham|shame|embarrass|proud|pride|afraid|fear|cannot read|can't read|do not want|don't want|not want|too (?:complicated|difficult|old)|give up|gave up|lose face|losing face|seen begging|reluctan|illiterate|stigma|rather not",
    ),
    "no-voice": (
        r"patients?|famil(?:y|ies)|recipients?|residents|people|poor|beneficiar(?:y|ies) & never (?:been |were |was )?(?:asked|consulted|invited|listened)|no (?:voice|say|channel|seat)|nobody (?:asks|asked|listens|consult)|nowhere to (?:complain|appeal|turn)|cannot (?:appeal|complain)|not (?:asked|consulted|heard|represented)|no (?:way|right) to (?:appeal|complain)",
        r"(?:nobody|no one) (?:has |have |had )?(?:ever )?(?:asks?|asked|listens?|listened|consult\w*|invited?) (?:them|the (?:patients|families|poor)|patients|families|recipients|us)",
    ),
    "excluded-outsiders": (
        r"migrant|outsiders?|from (?:other|another) (?:province|count|place)s?|hukou|household registration|registered (?:elsewhere|here)|local registration|non-?locals?|newcomers|tenants|permanent residen\w+ & not|no\b|cannot|can't|excluded|refus|only|turned|sent (?:back|home)|go(?:es)? back|nothing|outside|without|denied",
    ),
    "passive-reliance": (
        r"wait(?:s|ing)? for (?:the )?(?:government|aid|help|relief|handouts?)|rel(?:y|ies|iance|ying) on (?:the )?(?:aid|government|relief|handouts?|help)|(?:unwilling|refuse|do not want|don't want|no wish) to work|handouts?\b|take (?:aid|it|help) for granted|passiv|laz(?:y|iness)|the state (?:must|will|should) pay",
    ),
    "data-not-shared": (
        r"\b(?:data|lists?|records?|systems?|registers?|databases?|files|information|software|spreadsheets?)\b & not (?:shared?|match|connected|linked|exchanged|agree|talk)|do(?:es)? not (?:match|agree|talk|connect|share)|don't (?:match|agree|talk|share)|no (?:access|exchange|link|sharing|interface)|refus\w* to (?:give|share)|(?:its|their|his|her) own (?:list|register|record|system|data|book|spreadsheet)|by (?:hand|usb|e-?mail|telephone)|spreadsheets?|cannot (?:see|be (?:seen|compared|matched))|withh[eo]ld|keeps? (?:its|their) own|incompatible|three (?:lists|systems|registers)|silo",
    ),
    "no-early-warning": (
        r"(?:too late|only after|only when|not until|months after|long after).{0,60}(?:know|learn|hear|find|found|discover|debt|sold|spent|notice|borrow)|(?:know|learn|hear|find out|discover|notice)\w*.{0,40}(?:too late|only after|only when|after (?:they|the family|it) (?:ha[sd]|sold|borrowed|spent))|no (?:alert|early warning|warning|alarm|monitoring)|wait (?:for|until) (?:them|people|families|applications?|someone)|nobody (?:visits|looks|goes|checks|notices)|after (?:the|their) (?:money|savings|land|cow|house).{0,20}(?:gone|sold|spent)",
    ),
    "many-windows": (
        r"from (?:office|door|counter|window|bureau) to (?:office|door|counter|window|bureau)|(?:several|many|different|two|three|four|five|six|seven|\d) (?:\w+ )?(?:windows?|offices|counters|doors|bureaus|applications?|forms|trips|stamps)|(?:same|repeated|copies of the same) (?:papers?|documents?|forms?|certificates?)|(?:papers?|documents?|forms?) (?:each time|again|twice|three times|over and over)|too (?:much|many) (?:paper|form)|(?:approval|procedure|decision|application)s? takes? (?:\w+ ){0,3}(?:months|weeks)|go to the .{3,40}, then to|paperwork|apply (?:again|separately)|separate (?:application|form)s?",
        r"(?:sent|run|runs|walk|go|goes) (?:back and forth|from one .{0,20} to (?:another|the next))|stamps? from|certificates? from",
    ),
    "needs-not-published": (
        rf"(?:{_GIVING}|{_CHARITY}|firms?|families|projects?|needs)\w* & (?:do(?:es)? not|don't|cannot) (?:know|see|find) (?:who|which|what|where)|(?:not|never|nowhere) (?:been )?(?:published|listed|announced|advertised)|no (?:public )?(?:list|catalogue|directory|register) of (?:needs|projects|charity)|supply and demand|cannot find each other|unaware of (?:which|the) projects",
    ),
    "privacy-worries": (
        r"privacy|confidential|data (?:security|protection|leak)|leak(?:s|ed|ing|age)?\b|personal (?:data|information)|no (?:consent|authori[sz]ation)|consent (?:form|of)|secrecy|without authori[sz]ation|afraid of (?:liability|leaks)",
    ),
    "duplicate-aid": (
        r"duplicat|same (?:family|families|household|households|people|bill|name|patient)s?.{0,60}(?:twice|several|two|three|four|everything|again|by (?:all|each)|get)|(?:twice|several times|from (?:two|three|several|four)).{0,40}(?:same|bill|sources|departments)|some (?:famil|household|people).{0,60}(?:others|another|next door).{0,20}(?:nothing|none)|double (?:payment|dip|claim)|overlapping aid",
        r"some (?:get|receive|collect) .{0,40}(?:others|another).{0,30}(?:nothing|none|not)|each (?:sends?|gives?|brings?) (?:its|their) own",
    ),
    "weak-outside-supervision": (
        r"(?:no|never|nobody|without|not|lacks?) .{0,40}\b(?:outside|outsider|external|independent|third[- ]part(?:y|ies)|audit(?:s|ed|ors?)?|supervis\w+|oversight|inspect\w*|public scrutiny)|(?:checks|supervises|audits|evaluates|grades|judges|assesses|marks) itself|own (?:judge|homework|audit)|(?:its|their) own word|supervision (?:is|exists) (?:weak|only|on paper|missing)|both (?:player|judge)",
    ),
    "no-reward-penalty": (
        r"(?:no|neither|without|nor) (?:\w+ ){0,2}(?:reward|penalt|bonus|sanction|consequence|fine|praise|punish|incentive)|get(?:s)? nothing for|lose(?:s)? nothing|good or bad|well or badly|(?:and )?that was (?:the end|all|it)|nobody (?:was|is|has been) (?:punished|fined|rewarded|blamed|held)|makes no difference|nothing happen(?:s|ed)|went unpunished|no follow-?up|without consequence",
        r"(?:only|just|simply) (?:had to |asked to |told to )?(?:pay|give|return)\w* (?:it|the money) back|whether (?:they|one|it) .{0,30}(?:or not|well|badly).{0,30}(?:same|nothing)|paid the same",
    ),
    "fraud-and-misuse": (
        r"fraud|fake|forged?|embezzl|misus|misappropriat|false (?:invoice|claim|bill|document|paper|income|record)|bill(?:ed|ing)? for (?:patients|services|stays|people|treatment|beds|the dead)|ghost (?:patient|bed)|cheat|brib|kickback|swindl|invented (?:patients|stays)|diverted|siphon|pocketed|phantom",
    ),
    "opaque-use": (
        r"(?:money|funds?|gifts?|donations?|spending|accounts?|aid|names?|lists?) & (?:not|never|nowhere) (?:been )?(?:published|disclosed|posted|shown|made public|announced|explained|reported)|no (?:public )?(?:account|report|disclosure|notice board|publication|statement)|where (?:the money|it|the funds?|they) (?:goes|went|go)|opaque|not transparent|behind closed|in the dark|untransparent|how (?:it|the money) (?:is|was) (?:spent|used)",
    ),
    "single-source-funding": (
        r"(?:only|all|solely|entirely|wholly|comes?|everything|alone).{0,50}(?:from|on|by) (?:the )?(?:public |county |government |state |central )?(?:budget|treasury|transfers|finance|government|one source)|(?:budget|government|treasury).{0,20}(?:and nothing else|alone|only source)|no (?:lottery|donation|charit|private|other (?:money|source|fund)|social (?:money|fund))|(?:one|single|only|sole) source of (?:money|fund|finance|income)",
    ),
    "low-aid-level": (
        r"(?:aid|assistance|reimburse\w*|payments?|benefits?|relief|ratio|ceiling|cap) & too (?:low|small|little)|a drop in|few hundred yuan|only (?:covers?|pays?|\d+ ?%|a (?:tenth|third|quarter|fifth))|does not (?:cover|suffice|help)|little relief|very low|small part|not nearly enough|hardly (?:covers|helps)",
        r"(?:still|must|have to|had to) pay .{0,30}(?:half|most|tens of thousands|\d{5}|\d+,000|large)|own (?:payment|share|burden) .{0,20}(?:high|heavy|half|large)|(?:deductible|threshold) .{0,15}too high",
    ),
    "cliff-effect": (
        r"cliff|just (?:above|over|outside|past) the (?:\w+ )?(?:line|threshold|limit)|(?:a few|ten|one|hundred) yuan (?:too much|more|over|above).{0,60}(?:nothing|lose|none|no )|(?:neighbou?r|next door).{0,80}(?:nothing|none|gets? no|not a)|all or nothing|lose[sd]? (?:everything|all (?:aid|benefits|help))|slightly (?:above|better|richer|higher)",
    ),
    "over-generous-top-ups": (
        r"(?:9\d ?%|9\d per ?cent|ninety|100 ?%|hundred per ?cent|full(?:y)?|everything|all costs|zero|nothing|free) & (?:top-?up|reimburs|cover|own payment|out[- ]of[- ]pocket|patients? pay|pay(?:s|ing)? (?:nothing|almost)|refund|free (?:care|treatment|medical)|paid (?:back|for)|subsid)",
        r"too generous|over-?generous|pay (?:almost |nearly |practically )?nothing (?:for|at)|raised (?:everyone's )?expectations|free (?:hospital|medical) (?:care|treatment)",
    ),
    "after-the-event-aid": (
        r"(?:pay|paid|put down|advance|deposit|borrow)\w*.{0,50}(?:before|first|up front|in advance|beforehand)|deposits?\b|(?:months|weeks|half a year|a year|long) (?:after|later|for).{0,40}(?:discharge|bill|treatment|stay|payment|reimburse|aid|money)|(?:aid|money|reimbursement|assistance) (?:comes|arrives|came|arrived|is paid).{0,40}(?:after|later|months|late)|after the event|afterwards|advance payment|wait (?:\w+ ){0,3}(?:months|weeks).{0,20}(?:money|aid|refund|reimburse)",
    ),
    "near-poor-uncovered": (
        r"near-?poor|just (?:above|over|outside) the|above the (?:line|threshold)|ordinary (?:famil|farm|household)|not (?:poor enough|on (?:any|the) list|registered as poor)|middle(?:-income)? (?:famil|household)|non-?poor|borderline|marginal|illness-?poor|impoverished by illness & nothing|\bno\b|not|none|uncovered|excluded|without|fall(?:s)? (?:through|between)|outside|nobody",
        r"fall(?:s)? (?:through|between) (?:the )?(?:cracks|nets|schemes|stools)",
        r"(?:not|never) (?:poor|registered|listed).{0,40}(?:no help|nothing|no aid|left)|families? .{0,30}(?:above|outside|over) the (?:line|list|lists|threshold)",
    ),
    "outpatient-drugs-uncovered": (
        r"out-?patient|drugs?|medicines?|pills|insulin|dialysis|chemotherapy|prescriptions? & not (?:covered|paid|reimburs|included)|no (?:aid|cover|reimburse|benefit|help)|(?:themselves|own pocket|out of pocket)|only (?:in-?patient|hospital stays?|admission)|stop(?:ped|s)? taking|skip|cannot afford|unaffordable|ration|admitted (?:just|only) to",
    ),
    "low-awareness": (
        r"(?:never|not) (?:\w+ )?(?:heard|known|aware|told|understood)|(?:do(?:es)?|did) not know (?:that|of|about|what|which|whether|they)|don't know (?:that|of|about|what|which|they)|unaware|nobody (?:told|explains?|explained)|little known|(?:awareness|publicity) .{0,20}(?:low|poor|little|missing)|ignoran(?:t|ce) of & assistance|\baid\b|polic(?:y|ies)|scheme|benefits?|entitle|help|rules?|programme|insurance|exists?|apply|rights?",
    ),
    "low-satisfaction": (
        r"complain|petition|dissatisf|unsatisf|not satisfied|unfair|resent|angry|anger|grumbl|hotline|protest|bad (?:marks|ratings)|satisfaction .{0,25}(?:low|fell|fall|drop|poor)|grievance|unhappy",
    ),
    "outcomes-not-measured": (
        r"(?:results?|effects?|outcomes?|impact|burden|difference|whether it (?:helps?|works?)|what it (?:achieve|change|bring)\w*) & nobody (?:knows|measures|counts|can say)|no (?:evaluation|data|figures|measure)|never (?:been )?(?:measured|evaluated|checked|counted|asked)|not (?:measured|known|evaluated|tracked|recorded)|cannot (?:say|tell|show)|do not (?:know|measure)|don't know|only (?:count|record|report)|unknown",
        r"(?:nobody|no one) (?:has |have |had |ever )*(?:checked|measured|evaluated|looked at|counted|followed up|compared|asked) (?:whether|if|what|how)|never (?:been )?(?:evaluated|measured|checked)|no evaluation|only (?:count|report|record)s? (?:the )?(?:money|payments|spending|cases|heads|yuan)",
        r"(?:whether|if) (?:any|it|this|that|they|families|the \w+) .{0,40}(?:reduced?|helped?|works?|worked|changed?|better off)",
    ),
}
