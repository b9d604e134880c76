import { barText, plainCount, startBar, type BarOptions, type Reach } from '../bar.ts';
import type { Terminal } from '../terminal.ts';

export interface Progress {
  /** Bytes read since the last call. */
  readonly bytes: (count: number) => void;
  /** A document was checked; `errors` it had. */
  readonly checked: (errors: number) => void;
  /** Takes the bar away, so that other text can be written. */
  readonly clear: () => void;
}

export type ProgressOptions = Omit<BarOptions, 'told'>;

export function startProgress(terminal: Terminal, options: ProgressOptions): Progress {
  const seen = { documents: 0, errors: 0 };
  const bar = startBar(terminal, { ...options, told: () => checkedText(seen) });
  return {
    bytes: bar.bytes,
    clear: bar.clear,
    checked(errors) {
      seen.documents += 1;
      seen.errors += errors;
      bar.draw();
    },
  };
}

interface Checked {
  readonly documents: number;
  readonly errors: number;
}

export type Seen = Reach & Checked;

export const barLine = (seen: Seen): string => barText(seen, checkedText(seen));

const checkedText = ({ documents, errors }: Checked): string =>
  `${documents.toLocaleString('en-US')} checked  ${plainCount(errors, 'error')}`;
