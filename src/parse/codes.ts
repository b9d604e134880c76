/**
 * Words for the codes of a registry, in the languages registries are read in: `Factorial Assignment` and `析因设计` are
 * FACTORIAL. Whole values only, parted by `|`; a word that stands for two codes in different languages stands for none.
 */
import type { Place } from '../shared/issue.ts';
import type { Code } from '../trial/values.ts';

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ctgov-study-type': {
    INTERVENTIONAL:
      'interventional|interventional study|interventional clinical trial|interventionelle studie|interventionell|étude interventionnelle|interventionnelle|estudio intervencionista|intervencionista|干预性研究|干预性|介入性研究',
    OBSERVATIONAL:
      'observational|observational study|beobachtungsstudie|nicht-interventionell|nicht-interventionelle studie|étude observationnelle|observationnelle|estudio observacional|observacional|观察性研究|观察性',
    EXPANDED_ACCESS: 'expanded access',
  },
  'ctgov-overall-status': {
    NOT_YET_RECRUITING:
      'not yet recruiting|rekrutierung noch nicht begonnen|rekrutiert noch nicht|recrutement non commencé|pas encore en recrutement|aún no recluta|尚未开始|尚未招募|尚未开始招募',
    RECRUITING:
      'recruiting|open to recruitment|rekrutierend|rekrutierung läuft|rekrutiert|recrutement en cours|en recrutement|reclutando|en reclutamiento|正在进行|正在招募|招募中',
    ENROLLING_BY_INVITATION: 'enrolling by invitation',
    ACTIVE_NOT_RECRUITING:
      'active, not recruiting|active not recruiting|laufend, nicht rekrutierend|actif, ne recrute pas|activo, no recluta|结束招募|招募完成|进行中，招募完成',
    SUSPENDED: 'suspended|ausgesetzt|unterbrochen|suspendu|suspendido|暂停',
    TERMINATED: 'terminated|abgebrochen|vorzeitig beendet|terminado anticipadamente|终止|提前终止',
    COMPLETED: 'completed|abgeschlossen|beendet|terminé|completado|finalizado|已完成|完成',
    WITHDRAWN: 'withdrawn|zurückgezogen|retiré|retirado|撤回',
    UNKNOWN: 'unknown|unknown status|unbekannt|inconnu|desconocido|未知',
  },
  'ctgov-allocation': {
    RANDOMIZED:
      'randomized|randomised|randomisiert|randomisé|randomisée|aleatorizado|aleatorizada|随机|随机化|随机分组|随机对照',
    NON_RANDOMIZED:
      'non-randomized|non-randomised|nonrandomized|non randomized|nicht randomisiert|nicht-randomisiert|non randomisé|non randomisée|no aleatorizado|no aleatorizada|非随机|非随机对照',
    NA: 'n/a|na|not applicable',
  },
  'ctgov-intervention-model': {
    SINGLE_GROUP:
      'single group|single group assignment|single-group|single arm|einarmig|eine gruppe|groupe unique|bras unique|grupo único|un solo grupo|单臂|单组',
    PARALLEL:
      'parallel|parallel assignment|parallel group|parallelgruppen|parallele gruppen|groupes parallèles|parallèle|grupos paralelos|paralelo|平行|平行分组|平行对照',
    CROSSOVER:
      'crossover|crossover assignment|cross-over|überkreuz|croisé|cruzado|交叉|交叉设计|交叉分组',
    FACTORIAL: 'factorial|factorial assignment|faktoriell|factoriel|析因|析因设计',
    SEQUENTIAL: 'sequential|sequential assignment|sequenziell|séquentiel|secuencial|序贯',
  },
  'ctgov-primary-purpose': {
    TREATMENT: 'treatment|behandlung|therapie|traitement|tratamiento|治疗',
    PREVENTION: 'prevention|vorbeugung|prävention|prévention|prevención|预防',
    DIAGNOSTIC: 'diagnostic|diagnosis|diagnostik|diagnose|diagnóstico|诊断',
    ECT: 'educational/counseling/training',
    SUPPORTIVE_CARE:
      'supportive care|unterstützende behandlung|supportivtherapie|soins de support|cuidados de apoyo|支持治疗',
    SCREENING: 'screening|früherkennung|dépistage|cribado|筛查',
    HEALTH_SERVICES_RESEARCH: 'health services research|versorgungsforschung|卫生服务研究',
    BASIC_SCIENCE:
      'basic science|grundlagenforschung|recherche fondamentale|ciencia básica|基础科学',
    DEVICE_FEASIBILITY: 'device feasibility',
    OTHER: 'other',
  },
  'ctgov-masking': {
    NONE: 'offen|keine verblindung|keine|ouvert|en ouvert|aucun|abierto|ninguno|开放|开放标签|未设盲|无|none|none (open label)|open label|open-label|open|no masking|none (open-label)',
    SINGLE: 'single|single blind|single-blind|einfachblind|simple aveugle|simple ciego|单盲',
    DOUBLE:
      'double|double blind|double-blind|doppelblind|double aveugle|double insu|doble ciego|双盲',
    TRIPLE: 'triple|triple blind|triple-blind|dreifachblind|triple aveugle|triple ciego|三盲',
    QUADRUPLE: 'quadruple|quadruple blind',
  },
  'ctgov-who-masked': {
    PARTICIPANT: 'participant|subject',
    CARE_PROVIDER: 'care provider|caregiver',
    INVESTIGATOR: 'investigator',
    OUTCOMES_ASSESSOR: 'outcomes assessor|outcome assessor',
  },
  'ctgov-observational-model': {
    COHORT: 'cohort|kohorte|kohortenstudie|cohorte|队列|队列研究',
    CASE_CONTROL:
      'case-control|case control|fall-kontroll-studie|cas-témoins|casos y controles|病例对照|病例对照研究',
    CASE_ONLY: 'case-only|case only',
    CASE_CROSSOVER: 'case-crossover|case crossover',
    ECOLOGIC_OR_COMMUNITY: 'ecologic or community',
    FAMILY_BASED: 'family-based|family based',
    OTHER: 'other',
  },
  'ctgov-time-perspective': {
    RETROSPECTIVE: 'retrospective|retrospektiv|rétrospectif|rétrospective|retrospectivo|回顾性',
    PROSPECTIVE: 'prospective|prospektiv|prospectif|prospectivo|前瞻性',
    CROSS_SECTIONAL: 'cross-sectional|cross sectional|querschnitt|transversal|横断面',
    OTHER: 'other',
  },
  'ctgov-sex': {
    ALL: 'all|both|all sexes|both sexes|alle|beide|beide geschlechter|tous|les deux|todos|ambos|不限|男女均可|男女不限|所有',
    FEMALE: 'female|weiblich|frauen|femmes|féminin|femenino|mujeres|女|女性',
    MALE: 'male|männlich|männer|hommes|masculin|masculino|hombres|男|男性',
  },
  'ctgov-intervention-type': {
    DRUG: 'drug|arzneimittel|medikament|médicament|medicamento|fármaco|药物|药品',
    BIOLOGICAL: 'biological|biological/vaccine|biologikum|biologique|biológico|生物制品|生物制剂',
    DEVICE: 'device|gerät|medizinprodukt|dispositif|dispositivo|器械|医疗器械',
    PROCEDURE:
      'procedure|procedure/surgery|verfahren|eingriff|prozedur|procédure|procedimiento|手术|操作',
    RADIATION:
      'radiation|bestrahlung|strahlentherapie|rayonnement|radiothérapie|radiación|放射|放疗',
    BEHAVIORAL: 'behavioral|behavioural|verhalten|comportemental|conductual|行为|行为干预',
    GENETIC: 'genetic|genetisch|génétique|genético|基因',
    DIETARY_SUPPLEMENT:
      'dietary supplement|nahrungsergänzungsmittel|complément alimentaire|suplemento dietético|膳食补充剂',
    COMBINATION_PRODUCT:
      'combination product|kombinationsprodukt|produit combiné|producto combinado|组合产品',
    DIAGNOSTIC_TEST:
      'diagnostic test|diagnostischer test|test diagnostique|prueba diagnóstica|诊断试验',
    OTHER: 'other',
  },
};

const CODES = new Map(
  Object.entries(WORDS).map(([table, rows]) => [
    table,
    new Map(
      Object.entries(rows).flatMap(([code, words]) =>
        words.split('|').map((word) => [word, code] as const),
      ),
    ),
  ]),
);

/** All words for the codes of a table. */
export const wordsOf = (table: string): readonly string[] => [...(CODES.get(table)?.keys() ?? [])];

/** The code that `words` as a whole stand for in a table. */
function codeOfWords(table: string, words: string): string | undefined {
  return CODES.get(table)?.get(words.trim().replaceAll(/\s+/g, ' ').toLowerCase());
}

/** A registry code told in words; the words are kept as excerpt. */
export function codeIn(table: string, words: string, place: Place): Code | undefined {
  const excerpt = words.trim();
  const value = codeOfWords(table, excerpt);
  if (value === undefined) return undefined;
  return {
    value,
    table,
    place,
    derivation: { method: 'normalized', rule: 'code-from-words', excerpt },
  };
}
