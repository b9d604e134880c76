import type { Arm, Intervention } from '../../trial/trial.ts';
import { bold, cellText, listOf, section, table, type Html } from '../narrative.ts';
import { origin, words } from '../origin.ts';
import type { Scope } from '../scope.ts';
import { joined, lines, textHtml } from '../xhtml.ts';
import { display, inBrackets, plainDisplay } from './coded.ts';

/** Which arm gets what, then what each intervention is. */
export function arms(scope: Scope): Html[] {
  const { arms: groups, interventions } = scope.trial;
  const rows = groups.map((arm) => armRow(scope, arm));
  return [
    ...section('Arms', table(['Arm', 'Interventions'], rows)),
    ...section(
      'Interventions',
      listOf(interventions.map((intervention) => interventionHtml(scope, intervention))),
    ),
  ];
}

function armRow(scope: Scope, arm: Arm): Html[] {
  // An arm that was read from prose is marked once, not for its type again.
  const type = origin(arm.label) ? plainDisplay(scope, arm.type) : display(scope, arm.type);
  const about = textHtml(`${inBrackets(type)}${origin(arm.label)}`);
  const given = arm.interventions.flatMap((index) => {
    const intervention = scope.trial.interventions[index];
    return intervention ? [textHtml(intervention.name.value)] : [];
  });
  const head = joined([bold(arm.label.value), about]);
  return [lines([head, cellText(arm.description?.value)]), lines(given)];
}

/** `Irinotecan (Drug), also: CPT-11`, and below it what it is. */
function interventionHtml(scope: Scope, intervention: Intervention): Html {
  const { name, type, description, otherNames, dose } = intervention;
  const others = otherNames.map(({ value }) => value).join('; ');
  const about = [
    `${inBrackets(plainDisplay(scope, type))}${origin(name)}`,
    dose ? `, dose: ${words(dose)}` : '',
    others === '' ? '' : `, also: ${others}`,
  ];
  const head = joined([bold(name.value), textHtml(about.join(''))]);
  return lines([head, cellText(description?.value)]);
}
