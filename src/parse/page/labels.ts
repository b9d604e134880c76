/**
 * Labels that pages of trial registries and trial finders print before a value, with the field each stands for,
 * in English, German, French, Spanish and Chinese; parted by `|`.
 */
export type PageField =
  | 'trialId'
  | 'otherIds'
  | 'phase'
  | 'studyType'
  | 'status'
  | 'startDate'
  | 'completionDate'
  | 'title'
  | 'officialTitle'
  | 'acronym'
  | 'design'
  | 'condition'
  | 'intervention'
  | 'summary'
  | 'description'
  | 'eligibility'
  | 'inclusion'
  | 'exclusion'
  | 'primaryOutcomes'
  | 'secondaryOutcomes'
  | 'sponsor'
  | 'enrollment'
  | 'sex'
  | 'minimumAge'
  | 'maximumAge'
  | 'keywords'
  | 'otherOutcomes'
  | 'allocation'
  | 'interventionModel'
  | 'primaryPurpose'
  | 'masking'
  | 'observationalModel'
  | 'timePerspective'
  | 'ages'
  | 'healthyVolunteers'
  /** What pages label that a Trial has no field for, or reads from elsewhere. */
  | 'unread';

const LABELS: Readonly<Record<PageField, string>> = {
  trialId:
    "trial number|trial id|trial identifier|nct number|nct id|nct|registration number|trial registration number|clinicaltrials.gov identifier|clinicaltrials.gov id|registry number|study identifier|main id|registrierungsnummer|studiennummer|registernummer|drks-id|euct-nummer|eudract-nummer|numéro d'enregistrement|numéro de l'essai|numéro de registre|número de registro|número del ensayo|注册号|试验编号|临床试验编号|登记号|注册编号",
  otherIds:
    'secondary id(s)|other study id numbers|other study ids|other ids|secondary ids|secondary id|other identifiers|secondary identifying numbers|sekundäre id|weitere ids|weitere sekundäre ids|autres identifiants|otros identificadores|其他编号|研究代码|研究课题代号(代码)',
  phase:
    "trial phase|study phase|phase|studienphase|phase der studie|phase de l'essai|phase de l'étude|fase|fase del ensayo|fase del estudio|试验分期|研究阶段|试验阶段|研究所处阶段|分期",
  studyType:
    "study type|trial type|type of study|studientyp|studienart|type d'étude|type de l'étude|type d'essai|tipo de estudio|tipo de ensayo|研究类型|试验类型",
  status:
    "overall status|status|recruitment status|study status|trial status|recruiting status|rekrutierungsstatus|studienstatus|statut|statut de l'essai|statut du recrutement|estado|estado del reclutamiento|estado del ensayo|招募状态|研究状态|试验状态|征募研究对象情况",
  startDate:
    "overall study start date|actual study start date|estimated study start date|study start date|start date|study start|trial start date|date of first enrollment|date of first enrolment|studienbeginn|startdatum|beginn der studie|date de début|date de début de l'étude|fecha de inicio|fecha de inicio del estudio|开始日期|研究开始日期|开始时间|试验开始日期",
  completionDate:
    "actual study completion date|overall study end date|study completion date|completion date|study completion|study end date|end date|estimated study completion date|studienende|enddatum|abschluss der studie|date de fin|date de fin de l'étude|fecha de finalización|fecha de fin|结束日期|研究结束日期|完成日期|结束时间",
  title:
    "title|brief title|public title|trial title|study title|titel|kurztitel|öffentlicher titel|titel der studie|studientitel|titre|titre public|titre de l'étude|titre abrégé|título|título público|título del estudio|题目|研究题目|注册题目|试验题目|试验名称|研究名称|标题",
  officialTitle:
    'scientific title|official title|full title|wissenschaftlicher titel|offizieller titel|vollständiger titel|titre officiel|titre scientifique|título oficial|título científico|正式科学名|科学题目|研究课题的正式科学名称|试验专业题目|官方题目',
  acronym: 'acronym|akronym|acronyme|acrónimo|缩写|简称',
  design:
    "study design|trial design|design|studiendesign|plan d'étude|schéma de l'étude|diseño del estudio|diseño|研究设计|试验设计|设计类型",
  condition:
    'condition|conditions|disease|diseases|condition or disease|health condition(s) or problem(s) studied|conditions or disease|erkrankung|erkrankungen|krankheit|indikation|untersuchte krankheit/gesundheitsproblem|untersuchte erkrankung|maladie|maladies|maladie(s)|pathologie|pathologies|enfermedad|enfermedades|condición|condiciones|patología|疾病|适应症|适应证|研究疾病|研究疾病名称|疾病名称',
  intervention:
    'intervention|interventions|intervention/treatment|treatment|treatments|intervention(s)|interventionen|behandlung|behandlungen|interventions/traitements|traitement|traitements|intervención|intervenciones|tratamiento|tratamientos|干预|干预措施|治疗措施|试验药物|干预方法',
  summary:
    "plain english summary|brief summary|summary|study summary|overview|study overview|kurzbeschreibung|kurzzusammenfassung|zusammenfassung|allgemeinverständliche kurzbeschreibung|résumé|bref résumé|résumé de l'étude|resumen|resumen breve|简介|摘要|研究简介|概述|简要概述|研究目的|试验目的",
  description:
    'detailed description|study description|description|ausführliche beschreibung|beschreibung|detaillierte beschreibung|wissenschaftliche kurzbeschreibung|description détaillée|descripción|descripción detallada|详细描述|详细说明|研究描述|研究背景',
  eligibility:
    "key inclusion & exclusion criteria|inclusion & exclusion criteria|inclusion/exclusion criteria|eligibility criteria|eligibility|participation criteria|key eligibility criteria|teilnahmekriterien|auswahlkriterien|eignungskriterien|critères d'éligibilité|critères de sélection|criterios de elegibilidad|criterios de selección|入排标准|入选及排除标准|纳入和排除标准|入选标准和排除标准",
  inclusion:
    "participant inclusion criteria|inclusion criteria|key inclusion criteria|main inclusion criteria|einschlusskriterien|critères d'inclusion|principaux critères d'inclusion|criterios de inclusión|纳入标准|入选标准|入组标准|主要纳入标准",
  exclusion:
    "participant exclusion criteria|exclusion criteria|key exclusion criteria|main exclusion criteria|ausschlusskriterien|critères d'exclusion|critères de non-inclusion|critères de non inclusion|criterios de exclusión|排除标准|主要排除标准",
  primaryOutcomes:
    "primary outcome|primary outcomes|primary outcome measures|primary outcome measure|primary endpoint|primary endpoints|primary outcome(s)|primärer endpunkt|primäre endpunkte|hauptzielgröße|primäre zielgröße|critère de jugement principal|critères de jugement principaux|critère principal|critère d'évaluation principal|resultado primario|resultados primarios|variable principal|variables principales|desenlace primario|主要指标|主要终点|主要结局指标|主要终点指标|主要结局|主要研究终点",
  secondaryOutcomes:
    "secondary outcome|secondary outcomes|secondary outcome measures|secondary outcome measure|secondary endpoint|secondary endpoints|key secondary outcomes|secondary outcome(s)|sekundärer endpunkt|sekundäre endpunkte|nebenzielgrößen|sekundäre zielgrößen|critère de jugement secondaire|critères de jugement secondaires|critères secondaires|critères d'évaluation secondaires|resultado secundario|resultados secundarios|variables secundarias|desenlaces secundarios|次要指标|次要终点|次要结局指标|次要终点指标|次要结局|次要研究终点",
  sponsor:
    'sponsor|lead sponsor|primary sponsor|trial sponsor|study sponsor|primärer sponsor|hauptsponsor|träger der studie|promoteur|commanditaire|patrocinador|promotor|申办者|申办方|申办单位|主办单位|试验主办单位|研究主办单位',
  enrollment:
    'target number of participants|planned enrollment|enrollment|enrolment|estimated enrollment|actual enrollment|target sample size|number of participants|sample size|target size|teilnehmerzahl|anzahl der teilnehmer|fallzahl|geplante teilnehmerzahl|patientenzahl|effectif|nombre de participants|número de participantes|tamaño de la muestra|tamaño muestral|样本量|入组人数|计划入组人数|目标样本量|受试者人数|样本总量',
  sex: 'sex|gender|sexes eligible for study|geschlecht|sexe|sexo|género|性别',
  minimumAge:
    'minimum age|age minimum|mindestalter|âge minimum|âge minimal|edad mínima|最小年龄|年龄下限|最低年龄',
  maximumAge:
    'maximum age|age maximum|höchstalter|âge maximum|âge maximal|edad máxima|最大年龄|年龄上限|最高年龄',
  keywords:
    'keywords|keyword|schlagwörter|schlüsselwörter|mots-clés|mots clés|palabras clave|关键词|关键字',
  otherOutcomes:
    'other outcome|other outcomes|other outcome measures|other endpoints|tertiary outcome measures|exploratory endpoints|weitere endpunkte|autres critères de jugement|otros resultados|其他指标|其它指标|其他结局指标|探索性终点',
  allocation:
    'allocation|zuteilung|randomisierung|répartition|asignación|随机化|随机分组|分配方式|随机方法（请说明由何人用什么方法产生随机序列）',
  interventionModel:
    "intervention model|interventional study model|interventionsmodell|modèle d'intervention|modelo de intervención|干预模式|分组方式|设计模式",
  primaryPurpose:
    'primary purpose|hauptzweck|zweck|objectif principal|but principal|propósito principal|finalidad|主要目的|主要研究目的',
  masking:
    'masking|blinding|verblindung|maskierung|insu|aveugle|enmascaramiento|cegamiento|盲法|设盲',
  observationalModel: 'observational model|观察模式',
  ages: 'ages eligible for study|ages eligible|age range|ages|age|alter|âges|edades|年龄|年龄范围|年龄要求',
  healthyVolunteers:
    'accepts healthy volunteers|healthy volunteers|gesunde probanden|健康志愿者|是否接受健康志愿者',
  unread:
    'date of registration|last refreshed on|last update posted|first posted|first submitted|prospective registration|url|countries of recruitment|country of recruitment|countries|country|contacts|contact|contact information|contact person|name|address|telephone|phone|email|e-mail|affiliation|source(s) of monetary support|funding|secondary sponsor(s)|collaborators|ethics review|locations|study locations|principal investigator|investigators|publications|registrierungsdatum|kontakt|ansprechpartner|anschrift|telefon|rekrutierungsländer|finanzierung|ethikkommission|contactos|país|contact scientifique|pays|注册时间|首次注册日期|最近更新日期|注册联系人|联系人|联系电话|电子邮件|联系地址|研究负责人|经费来源|研究实施地点|伦理委员会|国家',
  timePerspective: 'time perspective|zeitliche perspektive|时间视角',
};

const FIELD_OF = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    labels.split('|').map((label) => [label, field as PageField] as const),
  ),
);

const LONGEST = Math.max(...[...FIELD_OF.keys()].map((label) => label.length));

export interface Label {
  readonly field: PageField;
  /** What stands after the colon on the same line. */
  readonly rest: string;
}

/** What pages set around a label: `## Title`, `**Title:**`, `【题目】`, `一、题目`. */
const BEFORE_LABEL = /^(?:#{1,6}\s+|\*\*|__|[【［[]|[一二三四五六七八九十]{1,3}、)/;
const AFTER_LABEL = /(?:\*\*|__|[】］\]])$/;
/** What stands between a label and its value; the brackets of `【题目】` do so too. */
const MARK = /[:：\t】］]/;

/** A line that is a label, alone or with a value after its colon. */
export function labelOf(line: string): Label | undefined {
  const text = line.trim().replace(BEFORE_LABEL, '');
  const mark = text.slice(0, LONGEST + 4).search(MARK);
  const head = mark === -1 ? text : text.slice(0, mark);
  if (head.length > LONGEST + 2) return undefined;
  const words = head.trim().replace(AFTER_LABEL, '').trim();
  const field = FIELD_OF.get(words.normalize('NFKC').replaceAll('’', "'").toLowerCase());
  if (!field) return undefined;
  const rest = mark === -1 ? '' : text.slice(mark + 1).trim();
  return { field, rest: rest.replace(/^(?:\*\*|__|[:：])\s*/, '') };
}

/** Number of different fields the lines have labels for. */
export function findLabels(lines: readonly string[]): number {
  const fields = new Set(lines.flatMap((line) => labelOf(line)?.field ?? []));
  fields.delete('unread');
  return fields.size;
}
