import { concept, type Variable } from './variable.ts';

const grade = (key: string, names: string, display: string, high: number): Variable => ({
  key,
  names: `(?:${names})(?: (?:functional|physical|heart failure|status|classification|class|grade|stage|score|system|level|ps))*`,
  type: concept(key, display),
  units: [],
  isBare: true,
  isRoman: true,
  hasLimits: false,
  bounds: [0, high],
});

/** Classes, in figures or Roman. */
export const GRADES: readonly Variable[] = [
  grade(
    'nyha',
    '(?:new york heart association|nyha)(?: \\(?nyha\\)?)?(?: cardiac disease)?|(?:cardiac|heart) function(?:al)?(?= (?:classification|class|grade|grading)[a-z ]{0,10}[<>≤≥: ]*(?:i|[1-4]))',
    'NYHA class',
    4,
  ),
  grade(
    'asa',
    '(?:american society of an(?:a?)esthesiolog(?:ists?|y))(?: \\(?asa\\)?)?|asa(?= (?:physical|class|score|status|grade|ps|i|[1-5])|[<>≤≥= ]{1,5}[1-5i]| \\(american [^()]{10,50}\\) ?[<>≤≥=]{0,2} ?[1-5i])',
    'ASA physical status class',
    6,
  ),
  grade('ccs', 'canadian cardiovascular society', 'CCS angina class', 4),
  grade('kellgren-lawrence', 'kellgren[- ](?:and[- ])?lawrence', 'Kellgren-Lawrence grade', 4),
  grade(
    'mmrc',
    '(?:modified )?medical research council(?: \\(?mmrc\\)?)?(?: dysp?no?ea)?(?: scale)?|mmrc(?: dysp?no?ea)?(?: scale)?',
    'mMRC dyspnea grade',
    4,
  ),
  grade('fitzpatrick', 'fitzpatrick(?: skin)?(?: (?:photo)?type)?', 'Fitzpatrick skin type', 6),
  grade('rutherford', 'rutherford(?: category)?', 'Rutherford category', 6),
  grade(
    'pfirrmann',
    "(?:modified )?pfirrmann(?:'s)?(?: mri| disc degeneration)*",
    'Pfirrmann grade',
    8,
  ),
  grade('meyerding', "meyerding(?:'s)?", 'Meyerding grade', 5),
  grade('nurick', "nurick(?:'s)?", 'Nurick grade', 5),
  grade('outerbridge', 'outerbridge', 'Outerbridge grade', 4),
  grade('killip', 'killip', 'Killip class', 4),
  grade('fontaine', 'fontaine', 'Fontaine stage', 4),
  grade('hurley', 'hurley', 'Hurley stage', 3),
  grade(
    'who-functional-class',
    '(?:world health organi[sz]ation|who)(?: \\(?who\\)?)?[- ]?(?:functional class(?:ification)?|fc)',
    'WHO functional class',
    4,
  ),
  grade(
    'gina-step',
    '(?:global initiative for asthma|gina)(?: ?\\(?gina\\)?)?(?:\\/nvl)?(?: guidelines?)?(?: 20\\d\\d)?(?:(?: \\(\\d+\\))? (?:treatment |therapy )?steps?)?|(?:therapy|treatment) steps?',
    'GINA step',
    5,
  ),
];
