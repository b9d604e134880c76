import { cellText, fact, factOf, facts, section, type Html } from '../narrative.ts';
import type { Design } from '../../trial/trial.ts';
import type { Code, Text } from '../../trial/values.ts';
import type { Scope } from '../scope.ts';
import { lines, textHtml } from '../xhtml.ts';
import { display, displays, inBrackets, plainDisplay, yesNo } from './coded.ts';

export function design(scope: Scope): Html[] {
  const { design: plan } = scope.trial;
  return section(
    'Study design',
    facts([
      ...fact('Primary purpose', display(scope, plan.primaryPurpose)),
      ...fact('Allocation', display(scope, plan.allocation)),
      ...described(
        'Intervention model',
        display(scope, plan.interventionModel),
        plan.interventionModelDescription,
      ),
      ...described('Masking', maskingWords(scope, plan.masking), plan.maskingDescription),
      ...fact('Observational model', display(scope, plan.observationalModel)),
      ...fact('Time perspective', display(scope, plan.timePerspective)),
      ...fact('Patient registry', plan.patientRegistry?.value ? yesNo(plan.patientRegistry) : ''),
      ...fact('Target duration', plan.targetDuration?.value),
      ...described(
        'Biospecimens',
        plainDisplay(scope, plan.bioSpecRetention),
        plan.bioSpecDescription,
      ),
      ...fact('Expanded access for', accessWords(plan)),
    ]),
  );
}

/** `Double (Participant, Investigator)`. */
function maskingWords(scope: Scope, masking: Code | undefined): string | undefined {
  const who = displays(scope, scope.trial.design.whoMasked);
  return masking ? `${display(scope, masking) ?? ''}${inBrackets(who)}` : who;
}

function described(label: string, value: string | undefined, more: Text | undefined): Html[] {
  return factOf(label, lines([textHtml(value ?? ''), cellText(more?.value)]));
}

function accessWords({ expandedAccessTypes: types }: Design): string {
  const access = [
    types?.individual?.value === true ? 'individual patients' : '',
    types?.intermediate?.value === true ? 'intermediate-size population' : '',
    types?.treatment?.value === true ? 'treatment IND or protocol' : '',
  ];
  return access.filter((part) => part !== '').join(', ');
}
