import type { TrialIdentifier } from '../../trial/trial.ts';
import { registryIdentifier } from '../ids.ts';
import { fact, factOf, facts, type Html } from '../narrative.ts';
import { words } from '../origin.ts';
import type { Scope } from '../scope.ts';
import { joined, link, textHtml } from '../xhtml.ts';
import { countWords, dateWords, display, displays, inBrackets, plainDisplay } from './coded.ts';

/** What a registry shows on top: who, what, when, how many, and whether it is open. */
export function overview(scope: Scope): Html[] {
  const { trial } = scope;
  const { design } = trial;
  return facts([
    ...numbers(scope),
    ...fact('Acronym', trial.titles.acronym?.value),
    ...fact('Official title', trial.titles.official?.value),
    ...status(scope),
    ...fact('Conditions', trial.conditions.map(words).join('; ')),
    ...fact('Keywords', trial.keywords.map(({ value }) => value).join('; ')),
    ...fact('Study type', display(scope, design.studyType) ?? design.studyTypeText?.value),
    ...fact('Phase', displays(scope, design.phases)),
    ...fact('Enrollment', countWords(scope, design.enrollment, design.enrollmentType)),
    ...parties(scope),
    ...dates(scope),
  ]);
}

function numbers(scope: Scope): Html[] {
  const { identifiers, page } = scope.trial;
  const registered = registryIdentifier(scope.trial)?.identifier;
  const number = registered && textHtml(registered.id.value.trim());
  const others = identifiers.filter((identifier) => identifier !== registered);
  return [
    ...(number ? factOf('Registry number', page === undefined ? number : link(page, number)) : []),
    ...factOf(
      'Other numbers',
      joined(
        others.map((identifier) => numberHtml(scope, identifier)),
        '; ',
      ),
    ),
  ];
}

function numberHtml(scope: Scope, { id, type, domain, link: page }: TrialIdentifier): Html {
  const kind = [plainDisplay(scope, type), domain?.value].filter((part) => part).join(', ');
  const number = textHtml(id.value);
  return joined([page ? link(page.value, number) : number, textHtml(inBrackets(kind))]);
}

function status(scope: Scope): Html[] {
  const { overall, lastKnown, whyStopped, expandedAccess } = scope.trial.status;
  const known = plainDisplay(scope, lastKnown);
  const state = display(scope, overall) ?? 'not stated in the source record';
  const access = [
    plainDisplay(scope, expandedAccess?.status) ??
      (expandedAccess?.hasExpandedAccess?.value === true ? 'Offered' : undefined),
    expandedAccess?.nctId?.value,
  ];
  return [
    ...fact('Recruitment status', known ? `${state}; last known: ${known}` : state),
    ...fact('Why stopped', whyStopped?.value),
    ...fact('Expanded access', access.filter((part) => part).join(', ')),
  ];
}

function parties(scope: Scope): Html[] {
  const { leadSponsor, collaborators, responsibleParty, officials } = scope.trial;
  const investigator = [
    responsibleParty?.investigatorFullName,
    responsibleParty?.investigatorTitle,
    responsibleParty?.investigatorAffiliation,
    responsibleParty?.oldNameTitle,
    responsibleParty?.oldOrganization,
  ];
  const responsible = [
    plainDisplay(scope, responsibleParty?.type),
    ...investigator.map((part) => part?.value),
  ];
  const named = officials.map(({ name, affiliation, role }) =>
    [name?.value, plainDisplay(scope, role), affiliation?.value].filter((part) => part).join(', '),
  );
  return [
    ...fact('Sponsor', leadSponsor?.name.value),
    ...fact('Collaborators', collaborators.map(({ name }) => name.value).join('; ')),
    ...fact('Responsible party', responsible.filter((part) => part).join(', ')),
    ...fact('Study officials', named.join('; ')),
  ];
}

function dates(scope: Scope): Html[] {
  const { start, completion, registrationDates } = scope.trial.status;
  const on = (activity: string): string | undefined =>
    dateWords(
      scope,
      registrationDates.find((point) => point.activity === activity),
    );
  return [
    ...fact('Start', dateWords(scope, start)),
    ...fact('Primary completion', on('primary-outcome-data-collection')),
    ...fact('Completion', dateWords(scope, completion)),
    ...fact('First posted', on('registration-posting')),
    ...fact('Results posted', on('results-posting') ?? resultsWords(scope)),
    ...fact('Last update posted', on('update-posting')),
  ];
}

function resultsWords({ trial }: Scope): string | undefined {
  if (trial.hasResults?.value === true) return 'yes, at the registry';
  const isHandedIn = (trial.submissionHistory?.submissions.length ?? 0) > 0;
  return isHandedIn ? 'not yet: submitted to the registry' : undefined;
}
