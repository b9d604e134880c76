import type { OutcomeKind } from '../../trial/trial.ts';
import { bold, cellText, section, table, type Html } from '../narrative.ts';
import { origin } from '../origin.ts';
import type { Scope } from '../scope.ts';
import { joined, lines, textHtml } from '../xhtml.ts';

const TITLES: Readonly<Record<OutcomeKind, string>> = {
  primary: 'Primary outcomes',
  secondary: 'Secondary outcomes',
  other: 'Other outcomes',
};

export function outcomes(scope: Scope): Html[] {
  return (['primary', 'secondary', 'other'] as const).flatMap((kind) =>
    section(TITLES[kind], outcomeTable(scope, kind)),
  );
}

function outcomeTable(scope: Scope, kind: OutcomeKind): Html[] {
  return table(
    ['Measure', 'Time frame'],
    scope.trial.outcomes
      .filter((outcome) => outcome.kind === kind)
      .map(({ measure, description, timeFrame }) => [
        lines([
          joined([bold(measure.value), textHtml(origin(measure))]),
          cellText(description?.value),
        ]),
        textHtml(timeFrame?.value ?? ''),
      ]),
  );
}
