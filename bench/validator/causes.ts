/**
 * Why the two validators disagree, each cause with who is right by the specification. A disagreement that fits
 * none of them is told as unexplained.
 */
import type { Pair } from './compare.ts';
import { errorsOf } from './judged.ts';

export type Side = 'hapi' | 'ours' | 'place';

export interface Cause {
  /** Who alone finds errors, or `place` where both do, in different places. */
  readonly side: Side;
  readonly title: string;
  readonly right: 'HAPI' | 'ours' | 'both';
  readonly why: string;
  /** Of the rule and message of an error of that side. */
  readonly error: RegExp;
  /** Of the kind of fault, where the error alone does not tell. */
  readonly kind?: RegExp;
}

const hapi = (
  right: Cause['right'],
  title: string,
  error: RegExp,
  why: string,
  kind?: RegExp,
): Cause => ({ side: 'hapi', title, right, why, error, ...(kind && { kind }) });

const ours = (right: Cause['right'], title: string, error: RegExp, why: string): Cause => ({
  side: 'ours',
  title,
  right,
  why,
  error,
});

const place = (right: Cause['right'], title: string, error: RegExp, why: string): Cause => ({
  side: 'place',
  title,
  right,
  why,
  error,
});

export const CAUSES: readonly Cause[] = [
  hapi(
    'ours',
    'boolean compared with a string in where()',
    /is not legal for where parameter/,
    'Values of two types are never equal and may be compared (FHIRPath, equality); HAPI says so only inside where().',
  ),
  hapi(
    'HAPI',
    'canonical that is no absolute URL',
    /CANONICAL_ABSOLUTE/,
    'A canonical is an absolute URL or a fragment (datatypes, canonical).',
  ),
  hapi(
    'HAPI',
    'unit that is no UCUM',
    /Error processing unit/,
    'The code must be one of its system.',
  ),
  hapi(
    'HAPI',
    'language that BCP 47 does not have',
    /not in valueset: .*languages/,
    'The languages of a resource are those of BCP 47 (maxValueSet in R4, required in R5).',
  ),
  hapi(
    'HAPI',
    'language of an expression that is no MIME type',
    /Unknown code 'http:\/\/hl7\.org\/fhir\/expression-language#/,
    'The largest value set of Expression.language is BCP 13.',
  ),
  hapi(
    'ours',
    'unit of another system where UCUM is preferred',
    /Inappropriate CodeSystem URL .*ucum-units/,
    'The binding of DeviceMetric.unit is preferred: other units may be used.',
  ),
  hapi(
    'ours',
    'coding without a code',
    /#null'/,
    'HAPI takes the code that is not there for the code "null"; Coding.code is optional.',
  ),
  hapi(
    'ours',
    'range whose bounds HAPI fails to compare',
    /rng-2.*HAPI-0676/,
    'An exception of HAPI, told as a broken rule.',
  ),
  hapi(
    'ours',
    'OID of three numbers',
    /DT_OID_Valid/,
    'The pattern of oid asks for a first number and one more.',
  ),
  hapi(
    'HAPI',
    'code its system does not have',
    /Unknown code|Inappropriate CodeSystem/,
    'The code must be one of its system.',
  ),
  hapi(
    'ours',
    'family member that its value set takes by subsumedBy',
    /(?:Parent|Sibling) Relationship Codes/,
    'is-a PRN and is-a SIB take FTH, NMTH and NSIS: v3-RoleCode tells parents by its property subsumedBy, which HAPI passes over.',
  ),
  hapi(
    'HAPI',
    'code outside a required binding',
    /Terminology_TX_NoValid|TX_Confirm/,
    'Required: the code is of the value set.',
  ),
  hapi(
    'HAPI',
    'required code given by an extension alone',
    /Terminology_TX_Code_ValueSet_MISSING/,
    'A required binding asks for a code of the value set.',
  ),
  hapi(
    'HAPI',
    'codes of a ConceptMap that their systems or value sets lack',
    /CONCEPTMAP_GROUP/,
    'ConceptMap.group.element.code is a code of group.source, target.code of group.target.',
  ),
  hapi(
    'HAPI',
    'system of a ValueSet with a version or a relative one',
    /VALUESET_(?:REFERENCE|INCLUDE_SYSTEM)/,
    'compose.include.system is the absolute URI of a code system; its version has an element of its own.',
  ),
  hapi(
    'HAPI',
    'relative system of a coding or identifier',
    /Identifier_System|TX_System_Relative/,
    'A system is an absolute URI.',
  ),
  hapi(
    'HAPI',
    'identifier of urn:ietf:rfc:3986 that is no URI',
    /IETF_SYSTEM_VALUE/,
    'That system means: the value is a URI.',
  ),
  hapi(
    'ours',
    'publishing policy of HL7',
    /VALIDATION_HL7|IG_HL7|HL7_STANDARDS/,
    "Rules of HL7's publishing process (names of work groups, status extensions), none of the specification.",
  ),
  hapi(
    'HAPI',
    'extension in a place its definition does not name',
    /Extension_EXTP_Context_Wrong|Profile_EXT_Not_Here/,
    'context and contextInvariant of its definition say where an extension may stand.',
  ),
  hapi(
    'HAPI',
    'extension as modifierExtension or the other way round',
    /Extension_EXT_Modifier/,
    'isModifier of the definition decides.',
  ),
  hapi(
    'HAPI',
    'extension against its definition',
    /Extension_EXT_|Validation_VAL_Profile_(?:Minimum|Maximum)/,
    'An extension conforms to its definition.',
  ),
  hapi(
    'HAPI',
    'narrative with an entity nobody knows',
    /Error parsing XHTML/,
    'XHTML in XML: "no support for HTML entities" (narrative); only the five of XML.',
  ),
  hapi(
    'ours',
    'attribute of HTML 4 in a narrative that txt-1 lists',
    /XHTML_XHTML_Attribute_Illegal/i,
    'The XPath of txt-1 lists start, type, value, compact, bgcolor and others, which HTML 4 has on lists and tables.',
  ),
  hapi(
    'ours',
    'link of a narrative to a URN',
    /XHTML_LITERAL_HREF/,
    'A URN is a URI; that no browser follows it, no rule forbids.',
  ),
  hapi(
    'ours',
    'id of an element of a data type in R5',
    /DT_ID_Valid/,
    'Element.id is a string; the snapshots of data types, not those of backbone elements, call it an id.',
  ),
  hapi(
    'HAPI',
    'image of a narrative that leads nowhere',
    /XHTML_Resolve_Img/,
    'A local link of a narrative leads to something in the resource.',
  ),
  hapi(
    'HAPI',
    'code with white space other than single spaces',
    /DT_Code_WS/,
    'The pattern of code.',
  ),
  hapi(
    'HAPI',
    'contained resources with one id or none',
    /RESOURCE_DUPLICATE_CONTAINED_ID|Resource_RES_ID_Missing/,
    'Ids of contained resources are unique in their resource.',
  ),
  hapi(
    'HAPI',
    'contained resource that breaks dom-2 to dom-5',
    /CONTAINED_ORPHAN|#dom-/,
    'Rules of DomainResource.',
  ),
  hapi(
    'HAPI',
    'reference that is no URI',
    /REFERENCE_REF_INVALID_REF|Reference_REF_Format1/,
    'Reference.reference is a URI reference without spaces.',
  ),
  hapi(
    'HAPI',
    'contained reference to nothing',
    /Reference_REF_CantResolve/,
    'ref-1: a local reference has its contained resource.',
  ),
  hapi(
    'HAPI',
    'entries without an absolute fullUrl',
    /BUNDLE_(?:BUNDLE_)?ENTRY_(?:URL_ABSOLUTE|FULLURL_REQUIRED)/,
    'Entries outside of transactions and batches have an absolute fullUrl.',
  ),
  hapi(
    'HAPI',
    'fullUrl of a server for a resource without an id',
    /BUNDLE_ENTRY_URL_MATCHES_NO_ID/,
    'Such a fullUrl ends in type and id of its resource.',
  ),
  hapi(
    'HAPI',
    'reference that by the fullUrl rules leads nowhere in a bundle',
    /BUNDLE_ENTRY_NOTFOUND/,
    'Relative references are resolved against the fullUrl of their entry (bundle, resolving references).',
  ),
  hapi(
    'ours',
    'key of a constraint that another definition uses',
    /INVARIANT_KEY_ALREADY_USED/,
    'Keys are unique in one element (eld-14); HAPI compares them with those of types the definition has nothing to do with.',
  ),
  hapi(
    'ours',
    'profile of an element inside another profile',
    /SD_ED_TYPE_PROFILE_WRONG/,
    'The extension elementdefinition-profile-element names the element that is meant; we refuse such profiles without it.',
  ),
  hapi(
    'HAPI',
    'invariant of a StructureDefinition as a whole',
    /^SD_|ED_|launches straight into slicing|#sdf-/,
    'Rules about definitions that need the base definition.',
  ),
  hapi(
    'ours',
    'CQL of a Measure whose library was not given',
    /MEASURE_M_CRITERIA_CQL_NO_LIB/,
    'Measure.library names it; that a validator was not given it is no fault of the Measure.',
  ),
  hapi(
    'HAPI',
    'expressions and variables inside definitions',
    /^SM_|MEASURE_M|EXPRESSION_ERROR/,
    'They fit the types they are about.',
  ),
  hapi(
    'ours',
    'base64 with white space',
    /B64_DECODE_FAIL/,
    'The pattern of base64Binary in R4 allows white space between groups.',
  ),
  hapi('HAPI', 'invariant', /#[a-z]+-\d+/, 'The rule of the base definition is broken.'),
  ours(
    'ours',
    'reference to a type the element does not allow',
    /^reference-wrong-type/,
    'targetProfile names the types; HAPI does not look at references that leave the resource or bundle.',
  ),
  ours(
    'ours',
    'part of an extension that its definition does not have',
    /^slice-unmatched .*The part "/,
    'A relative url names a part of the extension around it; HAPI looks at the parts of the outermost alone.',
  ),
  ours(
    'ours',
    'element with an id and nothing else',
    /^empty-value .*ele-1/,
    'ele-1 counts an id as no content: hasValue() or (children().count() > id.count()).',
  ),
  ours(
    'ours',
    'empty list',
    /^empty-value .*list/,
    'In JSON a list is never empty; HAPI overlooks it where the list is of primitives.',
  ),
  ours(
    'ours',
    'MIME type that is none',
    /(?:mimetypes|contentType)/,
    'BCP 13: type/subtype, also of expression languages; HAPI takes any text.',
  ),
  ours(
    'ours',
    'language tag that is ill-formed',
    /BCP 47/,
    'Tags have hyphens (BCP 47); HAPI R5 takes en_US.',
  ),
  ours(
    'ours',
    'narrative with two roots',
    /narrative-invalid .*follows/,
    'The div is one element.',
  ),
  ours(
    'HAPI',
    'text with control characters',
    /control characters/,
    'Strings SHOULD NOT have them: a warning.',
  ),
  ours(
    'ours',
    'expression of a constraint that is none',
    /^expression-invalid/,
    'It names what its type lacks; HAPI finds some of them.',
  ),
  ours(
    'ours',
    'unit or system that is none',
    /^code-not-in-system|absolute URI of a code system/,
    'The rule is one for every coded element; HAPI skips it in some.',
  ),
  ours(
    'HAPI',
    'text of white space alone',
    /only white space/,
    'The pattern of string takes white space; that there SHOULD be more is a warning.',
  ),
  ours(
    'ours',
    'PUT to an id the resource does not have',
    /^bundle-rule .*PUT/,
    'The id of the resource is the id of the URL (http, update).',
  ),
  ours(
    'HAPI',
    'ras-2 where there is no probability',
    /ras-2/,
    'The rule speaks of a probability that is given.',
  ),
  ours(
    'both',
    'reference to nothing in the bundle',
    /^reference-dangling/,
    'Whether a dangling reference is an error is the choice of whoever exchanges the bundle.',
  ),
  place(
    'ours',
    'invariants of a bundle, told of the bundle as a whole',
    /#bdl-\d/,
    'HAPI names the bundle, we the entry.',
  ),
  place(
    'ours',
    'fullUrl that does not fit its resource',
    /BUNDLE_ENTRY_URL_(?:MATCHES|ABSOLUTE)/,
    'HAPI names the first entry whichever it is.',
  ),
  place(
    'ours',
    'path of a differential that is none',
    /ERROR_GENERATING_SNAPSHOT/,
    'HAPI names the definition, we the element.',
  ),
  place(
    'ours',
    'reference that by the fullUrl rules leads nowhere',
    /BUNDLE_ENTRY_NOTFOUND/,
    'HAPI names the bundle, we the reference.',
  ),
];

/** The first cause that fits an error of the side that found one. */
export function causeOf(pair: Pair, side: Side): Cause | undefined {
  const errors = errorsOf(side === 'ours' ? pair.ours : pair.hapi);
  return CAUSES.find(
    (cause) =>
      cause.side === side &&
      (cause.kind === undefined || cause.kind.test(pair.kind ?? '')) &&
      errors.some(({ rule, message }) => cause.error.test(`${rule} ${message}`)),
  );
}
