import type { JsonObject } from '../../shared/json.ts';
import { toItem } from '../fhirpath/item.ts';
import type { Item, PropertyPlan, Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { report, shown } from './run.ts';

/** Looks an extension definition up and applies it; false where there is none. */
export type ApplyExtension = (url: string, item: Item, run: Run) => boolean;

/** Every element of R5 has a name here, so one that is not loaded is misspelt or not of R5. */
const CROSS_VERSION = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';

/** Why the extension may not stand where the run does, under `member`; undefined where it may. */
export type Misplaced = (url: string, item: Item, member: string, run: Run) => string | undefined;

export function extensionRule(
  apply: ApplyExtension,
  misplaced: Misplaced,
): (value: JsonObject, property: PropertyPlan, run: Run) => void {
  return (value, property, run) => {
    checkContent(value, run);
    const { url } = value;
    // parts of a complex extension have names, checked by the definition of the whole
    if (typeof url !== 'string' || (!isAbsolute(url) && isPart(run))) return;
    if (!isAbsolute(url)) {
      report(run, 'value-format', `The extension url ${shown(url)} is not absolute.`);
      return;
    }
    const { object } = property.type;
    if (object === undefined) return;
    const item = toItem(value, 'Extension', object);
    // its definition says that the url is another, one without a version
    if (url.includes('|') && apply(withoutVersion(url), item, run)) return;
    if (apply(url, item, run)) {
      const reason = misplaced(url, item, property.element.name, run);
      if (reason !== undefined)
        report(
          run,
          'extension-misplaced',
          `The definition of ${url} does not allow it here${reason}.`,
        );
      return;
    }
    if (property.element.name === 'modifierExtension') {
      const message = `The modifier extension ${url} is not known; it may change what the element means.`;
      report(run, 'extension-unknown', message, 'warning');
    } else if (url.startsWith(CROSS_VERSION)) {
      report(run, 'extension-unknown', `The cross-version extension ${url} is not known.`, 'error');
    } else
      report(
        run,
        'extension-unknown',
        `The extension ${url} is not known; not checked.`,
        'information',
      );
  };
}

function isPart(run: Run): boolean {
  // ... extension 2 extension 0
  return run.path.at(-4) === 'extension' || run.path.at(-4) === 'modifierExtension';
}

function hasValueOf(extension: JsonObject): boolean {
  for (const key in extension) {
    if ((key.startsWith('value') || key.startsWith('_value')) && VALUE.test(key)) return true;
  }
  return false;
}

const VALUE = /^_?value[A-Z]/;

// ext-1
function checkContent(value: JsonObject, run: Run): void {
  const hasValue = hasValueOf(value);
  const hasParts = value['extension'] !== undefined;
  if (hasValue !== hasParts) return;
  const found = hasValue ? 'both' : 'neither';
  report(
    run,
    'invariant-failed',
    `ext-1: An extension has either parts or a value; ${shown(value['url'])} has ${found}.`,
  );
}
