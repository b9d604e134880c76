/**
 * Whether the best reading of a text as a flattened record is good enough to take it for one.
 *
 * Typed interventions (`DRUG: ...`) settle it. Without them almost any text of several lines has some
 * reading, so there must be what only records have: outcomes that end in a time frame, or a description
 * that opens as the summary does, under a title in words.
 */
import { interventionItems, interventionStyle } from './intervention-line.ts';
import type { LineRoles } from './line-roles.ts';

/** Share of outcomes that must end in a time frame. */
const LEAST_TIMED = 0.5;
const LEAST_SUMMARY = 30;
const ECHO = 50;

const TITLE = /^[\p{L}\p{N}"'“‘«([¿+≥-][^{}]*[^;{}]$/u;
const LAST_PART = /(?:,(?=\s)|，)([^,，]*)$/;
const TIME =
  /\b(?:before|after|during|prior|until|throughout|period|day|week|month|year|hour|minute|min|hr|visit|baseline|admission|discharge|follow-?up|pre-?op|post-?op|intra-?op|cycle|surgery|completion|enrol?lment|study|end|time|birth|delivery|procedure|treatment|dose|trimester|session|assessment|immediately|once|daily|\d)/i;

export function isRecord(roles: LineRoles): boolean {
  if (hasCodedTypes(roles)) return true;
  if (!TITLE.test((roles.title[0]?.text ?? '').trim())) return false;
  const typed = typedCount(roles);
  if (roles.conditions.length > 0 && typed > 1) return true;
  if (typed === 0 && !hasSummary(roles) && !isListed(roles)) return false;
  return isEchoed(roles) || isTimed(roles);
}

const hasSummary = ({ summary }: LineRoles): boolean =>
  summary.map(({ text }) => text).join(' ').length >= LEAST_SUMMARY;

function isTimed(roles: LineRoles): boolean {
  const isNamed = roles.conditions.length + roles.interventions.length > 0;
  return timedShare(roles) >= LEAST_TIMED && (isNamed || hasList(roles));
}

/** Types of interventions as the registry's codes stand in no other text. */
export const hasCodedTypes = ({ interventions }: LineRoles): boolean =>
  interventions.some(({ text }) => interventionStyle(text) === 'codes');

/** Outcomes as only records list them: one field less to tell a record by must be made up for. */
const hasList = ({ outcomes }: LineRoles): boolean =>
  outcomes.some(({ text }) => text.includes('|'));

/** Without a summary there must be conditions and several outcomes. */
const isListed = (roles: LineRoles): boolean => roles.conditions.length > 0 && hasList(roles);

const typedCount = ({ interventions }: LineRoles): number =>
  interventions.reduce((sum, { text }) => sum + interventionItems(text).length, 0);

function isEchoed({ summary, description }: LineRoles): boolean {
  const opening = summary[0]?.text.slice(0, ECHO) ?? '';
  return opening.length >= LEAST_SUMMARY && description[0]?.text.startsWith(opening) === true;
}

function timedShare({ outcomes }: LineRoles): number {
  const items = outcomes.flatMap(({ text }) => text.split('|'));
  const timed = items.filter((item) => TIME.test(LAST_PART.exec(item)?.[1] ?? ''));
  return timed.length / Math.max(items.length, 1);
}
