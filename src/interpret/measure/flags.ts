/** What a criterion asks for or excludes without a value: pregnancy, breastfeeding, contraception, consent, healthy volunteers. */
import { concept, type VariableType } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

interface Flag {
  readonly type: VariableType;
  /** Most texts have none of these. */
  readonly clue: RegExp;
  readonly pattern: RegExp;
  /** Words before or after that make it another thing. */
  readonly notAfter?: RegExp;
  readonly notBefore?: RegExp;
  readonly denied: RegExp;
}

const WHO =
  '(?:women|woman|females?|patients?|subjects?|participants?|mothers?|individuals?|persons?|ladies|girls)';
const NOT =
  /(?<![a-z])(?:no|not|cannot|can't|non|never|neither|nor|without|negative|n't|exclud\w+|rule out|absence of)[- ]*(?:(?:be|been|currently|actively|a|or|and|lactating|breast-?feeding|nursing|pregnant|urine|serum|blood|known)[- ,]*)*$/;

const FLAGS: readonly Flag[] = [
  {
    type: concept('pregnancy', 'Pregnancy'),
    clue: /pregnan|gravid|hcg/,
    pattern: new RegExp(
      String.raw`(?:(?:known|current|positive|confirmed|negative|suspected) )?(?:${WHO} (?:who are |that are |are |is |with )?(?:currently )?)?(?<![a-z])(?:pregnan(?:t|cy)(?: test(?:s|ing)?)?|gravidity)(?![a-z])(?: ${WHO}(?![a-z]))?|(?<![a-z])negative (?:(?:serum|serological|urine|blood|or|and) )*(?:beta|β|b)?[- ]?hcg(?: tests?)?(?![a-z])`,
      'g',
    ),
    notAfter:
      /(?<![a-z])(?:becom(?:e|es|ing)|get(?:ting)?|plan\w*|wish\w*|intend\w*|intention|desir\w*|contemplat\w*|partners?|wife|wives|during|previous|prior|past|after|history of|last|first|second|third|risk of|prevent\w*|avoid\w*|ectopic|molar|multiple|twin|except|incapable of|capable of|possibility of|potential(?= (?:to|for|of|become|get))|outcome of|protection from|consider\w*|seeking|try\w*|attempt\w*|weeks? of|week|trimester|exclude|since|until|before|of|for|each|per|to|an?y?|future|cause|index|beta-hcg|impregnat\w*|complicat\w*|between|throughout|in|suspect\w*)(?: (?:to|s?he|they|that|a|an|the|be|is|are|become|for|any|who|or|get))* ?$/,
    notBefore:
      /^(?:[- ](?:induced|associated|related|specific|loss|outcome|complicat|prevention|rate|history|category|termination|interval|luteal|weight|duration|period|beyond|plans?(?![a-z])|planned|planning|wish|following|after|before|in the (?:past|previous|last)|within the (?:past|last)|would|could|with (?:his|her|their) partner|(?:(?:or|and) [a-z-]+ )?(?:female )?partners?|potential|exposure|registry|care|diabetes|hypertension|of (?:the )?partner|at \d|intent|desire|results? (?:in|from)|is the (?:result|outcome)))/,
    denied: NOT,
  },
  {
    type: concept('lactation', 'Breastfeeding'),
    clue: /lactat|breast|nursing/,
    pattern: new RegExp(
      String.raw`(?:${WHO} (?:who are |that are |are |is )?(?:currently )?)?(?<![a-z])(?:lactat(?:ing|ion)|breast[- ]?feeding|breast[- ]?feed(?:s)?|nursing(?=[.,;)/]|$|\n| (?:women|woman|mothers?|females?|persons?|individuals?|an? (?:child|infant|baby)|infants?|child|patients?|subjects?|participants?|or|and|at|during)(?![a-z])))(?![a-z])(?: (?:${WHO}|a child|an infant|a baby)(?![a-z]))?`,
      'g',
    ),
    notAfter:
      /(?<![a-z])(?:plan\w*|wish\w*|intend\w*|intention|exclusive(?:ly)?|willing|agree\w*|initiat\w*|history of|previous|support|(?<!(?:or|and|not|women|females) )during(?: pregnancy(?:,? (?:and|or|and\/or)))?|influence on|affect\w*|(?<!period )of|care|skilled|for|want|continu\w*|mother|ability|able|inability|unable|persons?)(?: (?:to|a|an|the|is|of|start|exclusively|begin|become|be|get|pregnant|or))* ?$/,
    notBefore:
      /^(?: ?\/ ?day(?![a-z])|s? (?:per|a) day(?![a-z]))|^ (?:(?:female )?partners?|consult|support|home|staff|facilit|care|stud|depart|success|difficult|problem|initiat|is mandatory|exclusively|education|infants? (?:who|with))/,
    denied: NOT,
  },
  {
    type: concept('contraception', 'Use of contraception'),
    clue: /contracept|birth[- ]control/,
    pattern:
      /(?<![a-z])(?:(?:(?:highly|medically|sexually|at least|two|one|a|an|of|form|forms|method|methods|effective|reliable|acceptable|accepted|adequate|appropriate|approved|double|barrier|suitable|hormonal|use|using|used|practice|practicing|employ|utilize) ){0,8})(?:contracepti(?:on|ves?)(?: (?:methods?|measures?|precautions?))?|birth[- ]control(?: (?:methods?|measures?|pills?))?)(?![a-z])/g,
    notBefore:
      /^ (?:pill|implant|patch|use within|use by|for those participating|prior|containing|in the (?:last|past)|steroid|allerg)/,
    notAfter:
      /(?<![a-z])(?:contraindicat\w*(?: to)?|allerg\w* to|history of|such as|emergency|on oral|taking oral|taking|received?|interact\w* with|reduce\w* the (?:efficacy|effectiveness) of|except(?: for)?|examples?|information (?:about|on)|locally recogni[sz]ed|cessation of)(?: (?:the|any|oral|use of|an?))* ?$/,
    denied:
      /(?<![a-z])(?:not|unwilling|without|refus\w*|inadequate|no|unable|lack of|fail\w*|do not|absence of|insufficient|lacking)(?![a-z])[^.;]{0,80}$/,
  },
  {
    type: concept('consent', 'Informed consent'),
    clue: /con[sc]ent|assent|refus|agree|accept|unwilling|reject|icf|volunt/,
    pattern:
      /(?<![a-z])(?:(?:written|signed|sign|signing|informed|give|gives|given|giving|provide|provides|provided|providing|voluntary|voluntarily|able to|willing to|willing|able|capable of|to|be|must|should|will|obtained?|has|have|and dated|dated|the|a|an|of|their|his|her|and|patients?|subjects?|participants?|parental|parent|guardian) ){0,8}(?:con[sc]ent(?:ed|s|ing)?|assent)(?: forms?| documents?)?(?: \(icf\))?(?![a-z])|(?<![a-z])(?:(?:agree|accept)(?:s|ed|ing)?|unwilling(?:ness)?) to (?:participate|take part|be included|join)(?= ?(?:[.,;)]|$|(?:in|to) (?:the|this|our) (?:study|trial|research|clinical (?:study|trial)|program)))(?![a-z])|(?<![a-z])(?:signed|written|dated) (?:and (?:dated|signed) )?(?:written )?icf(?![a-z])|(?<![a-z])volunteer(?:s|ed|ing)? to (?:participate|join|take part)(?![a-z])|(?<![a-z])voluntar(?:y|ily) (?:agree(?:s|d)? to |to )?(?:participat(?:e|ion)|join(?:ed)?|tak(?:e|ing) part)(?![a-z])|^(?:patients?'?s?|subjects?|participants?|parental|parents?'?) (?:refusal|refus(?:es|ed|ing|e))(?: (?:of|to)(?: participation| participate(?: in the study)?| enrol+(?:ment)?| the study)?)?(?![a-z])|^refusal(?: (?:of|to|by)(?: the)?(?: (?:patients?|participat(?:e|ion)|subjects?|participants?|parents?|enrol+(?:ment)?|family|be included))*(?: in the study)?)?(?=[ .,;]*$)|(?<![a-z])refus(?:al|es|ed|ing|e)(?: of (?:the )?(?:patient|subject|participant)s?)? to (?:participate|enrol+|be included|take part|join)(?![a-z])|(?<![a-z])(?:do|does|did) not (?:agree|want|wish) to (?:participate|enrol+|be included|take part)(?![a-z])|(?<![a-z])rejection (?:of|by) the (?:patient|subject|participant)s? to (?:participate|enrol+|be included|take part)(?![a-z])|(?<![a-z])reject(?:s|ed|ing)? (?:the )?(?:enrol+ment|participation)(?![a-z])/g,
    notAfter:
      /(?<![a-z])(?:before?|prior to|time of|times of|since|date of|after|until|day of|following|from|at|upon|withdr\w*(?: of)?|moment of|when|within|age of|age|(?:days?|weeks?|months?|hours?) of|described in(?: the local| local)?|deferred|waiver of|(?:care|treat(?:ed|ment)|hospitali[sz]\w*|placed) without|on|if|during|preceding|as of|point of|in|aged? [^.]{0,30} (?:at|on))(?: (?:the|index|each|first|participant|patient|subject|obtaining|giving|signing|signed|signature|of|providing|written|informed|initial|their|his|her|main|time|study))* ?$/,
    notBefore:
      /^ (?:(?:appointment|visit|process|discussion|interview|meeting|session|conference)s?(?![a-z])|(?:legal )?guardian|to (?:a |the )?(?:biops|storage|genetic|future|be contacted|undergo|use|using|provide (?:the |an? )?(?:(?:baseline|tumou?r|fresh|additional|pre-?treatment) )*(?:results|archiv|tissue|samples?|blood|biops|specimen)|have|receive|take|collect)|for (?:biops|genetic|storage|future))/,
    denied:
      /(?<![a-z])(?:not|unable|unwilling(?:ness)?|inability|refus\w*|without|no|lack of|cannot|can't|declin\w*|fail\w*|incapable|incapacity|unab?le|absence of|withhold\w*|withdr\w*|impossib\w*|missing|never|decline)(?![a-z])[^.;]{0,60}$|^(?:[a-z']+ )?refus/,
  },
  {
    type: concept('healthy-volunteer', 'Healthy volunteer'),
    clue: /healthy/,
    pattern:
      /(?<![a-z])healthy (?:(?:adult|male|female|human|term|sedentary|\(healthy\)|normal|young|elderly|control|non-?smok\w+|japanese|chinese|caucasian|pregnant|postmenopausal|premenopausal|adolescent|,|and|or) ?){0,5}(?:volunteers?|subjects?|participants?|controls?|individuals?|adults?|men|women|persons?|people|males?|females?|children|infants?|adolescents?|newborns?|neonates?|siblings?|brothers?|sisters?|population)(?![a-z])|^[\s*-]*(?:medically |considered )?healthy(?=[ .;]*$| (?:as|by|\())/g,
    notBefore: /^(?:,? (?:who|whose) (?:refuse|decline))|^ (?:group|eyes?|arm|cohort)/,
    notAfter:
      /(?<![a-z])(?:compared (?:to|with)|criteria for|(?:only )?applicable (?:to|for)|than|of|in|by|from|un|range for|otherwise|generally)(?: (?:a|the|other))? ?$/,
    denied: /(?<![a-z])(?:not|non|no|un)[- ]?$/,
  },
];

/** A contraceptive is a duty only where somebody has to use one. */
const DUTY =
  /(?<![a-z])(?:agree\w*|must|should|shall|willing\w*|unwilling\w*|use|uses|using|used|practic\w*|adequate|effective|reliable|acceptable|accepted|appropriate|adhere|approved|required?|commit\w*|employ\w*|refus\w*|not|without|no|need|maintain|method|methods|measures?|protected|double|comply|rules)(?![a-z])/;

/** `Withdrawal is not an acceptable method of contraception`. */
const IS_NONE =
  /(?<![a-z])(?:is|are) not(?: considered)?(?: to be)?(?: an?)? ?$|(?<![a-z])(?:is|are)(?: considered)?(?: to be)? $/;

const MAY_HAVE =
  /pregnan|gravid|hcg|lactat|breast|nursing|contracept|birth[- ]control|con[sc]ent|icf|volunt|assent|refus|reject|agree|accept|unwilling|healthy/;

export function readFlags(text: string, exclude: boolean): readonly Statement[] {
  if (!MAY_HAVE.test(text)) return [];
  return FLAGS.flatMap((flag) => (flag.clue.test(text) ? readFlag(text, flag, exclude) : []));
}

/** Once for each: what comes again says nothing new. */
function readFlag(text: string, flag: Flag, exclude: boolean): readonly Statement[] {
  for (const { index, 0: words } of text.matchAll(flag.pattern)) {
    const end = index + words.length;
    const before = text.slice(Math.max(0, index - 90), index);
    const place = { before, words, after: text.slice(end, end + 60) };
    // What follows a list of methods belongs to it.
    if (isExplained(flag, text, place)) {
      if (flag.type.code === 'contraception') return [];
      continue;
    }
    if (isOther(flag, text, place, exclude)) continue;
    const isWithheld = exclude && flag.type.code === 'consent';
    const value = !isWithheld && !isDenied(flag, place);
    return [
      {
        rule: flag.type.code,
        type: flag.type,
        value: { kind: 'boolean', value },
        start: index,
        end,
      },
    ];
  }
  return [];
}

interface Place {
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** Another thing is meant: what was in the past, a plan, a drug, the time of an event. */
function isOther(
  flag: Flag,
  text: string,
  { before, words, after }: Place,
  exclude: boolean,
): boolean {
  // A test is of now, whatever stands around it.
  const isTest = words.includes('pregnancy test');
  if (isTest ? IF.test(before) : isOfOther(flag, { before, words, after })) return true;
  const around = `${before}${words}${after}`;
  if (flag.type.code === 'pregnancy') {
    return words.includes('pregnancy test') && !/negative|positive/.test(text);
  }
  if (flag.type.code !== 'contraception') return false;
  if (IS_NONE.test(before) && !/^(?:us|practic|employ|on |in )/.test(words)) return true;
  const isDrug = exclude && words.endsWith('contraceptives') && !flag.denied.test(before);
  return isDrug || !DUTY.test(around);
}

/** What only says which methods there are, or how a language is known. */
function isExplained({ type }: Flag, text: string, { before, words, after }: Place): boolean {
  if (type.code === 'consent') return isOfLanguage(text, `${before}${leadOf(words)}`);
  return type.code === 'contraception' && /^[\s\d*]*$/.test(before) && METHODS.test(words + after);
}

/** `Acceptable contraceptive methods: oral, ...` */
const METHODS =
  /^[a-z ,-]{0,60}methods?[a-z ]{0,20}:|^[a-z -]{0,60}(?:contraception|contraceptives?|birth control)(?: methods?)? (?:includes?|means|consists? of)(?![a-z])/;

/** `fluent in English, by ability to read and understand the consent form` */
const isOfLanguage = (text: string, lead: string): boolean =>
  /(?<![a-z])(?:read|comprehend|understand)(?:ing)?(?: and (?:read|comprehend|understand))?(?: (?:the|an?|written|informed))* $/.test(
    lead,
  ) && /fluen|english|language|literate/.test(text);

const IF = /(?<![a-z])if (?:an?|the|any) $/;

/** `known to be pregnant`, `who are or plan to become pregnant`, `positive for pregnancy` */
const IS_NOW =
  /(?<![a-z])(?:(?:known|documented|confirmed|found|proven) to be|(?:is|are|be) (?:or|and\/or) (?:plan\w*|intend\w*|wish\w*|want\w*) to (?:become|get|be)(?: pregnant (?:or|and|and\/or))?|positive for|current or plan\w*) $/;

const MOTHERS: readonly (string | undefined)[] = ['pregnancy', 'lactation'];

function isOfOther(flag: Flag, { before, words, after }: Place): boolean {
  if (MOTHERS.includes(flag.type.code) && IS_NOW.test(before)) return false;
  const lead = flag.type.code === 'consent' ? leadOf(words) : '';
  return flag.notAfter?.test(`${before}${lead}`) === true || flag.notBefore?.test(after) === true;
}

const leadOf = (words: string): string =>
  words.replace(/(?:con[sc]ent|icf|assent|refus|reject|(?:do|does|did) not).*$/, '');

function isDenied(flag: Flag, { before, words, after }: Place): boolean {
  if (words.includes('pregnancy test') && /^[^.;]{0,40}(?<![a-z])negative/.test(after)) return true;
  if (/^negative|(?<![a-z])(?:refus|reject|unwilling)|(?:do|does|did) not/.test(words)) return true;
  const isJoined = flag.type.code === 'contraception';
  return (!isJoined && isDeniedBy(flag, before)) || isDeniedBy(flag, `${before}${words}`.trimEnd());
}

/** `not lactating and using contraception`: the denial ends where another demand begins. */
const OTHER_DEMAND =
  /(?:and|,|but) (?:must |is |are |be |should |voluntar\w+ )*(?:using|willing|agree|use|practic|must)/;

function isDeniedBy({ denied }: Flag, words: string): boolean {
  const match = denied.exec(words);
  return match !== null && !OTHER_DEMAND.test(match[0]);
}
