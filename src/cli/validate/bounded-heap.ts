import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Two halves of 16 MiB: more does not make a run faster, and V8 would take 128 MiB of it. */
const MAX_NEW_SPACE = 32 * 1024 * 1024;
const GROWTH = '--semi-space-growth-factor=';

/**
 * Keeps V8 from answering a stream of short-lived documents with ever more memory: the space for new objects
 * stops growing, and old ones are collected when the heap is 60% larger than what was left of it. Both only say
 * when to collect, never how much may be held: a document that needs more still gets it. To be called before
 * definitions are loaded; what it returns, after each piece that is read. The figures are in docs/validate.md.
 */
export function heapBound(): () => void {
  setFlagsFromString('--heap-growing-percent=60');
  // definitions stay: to load them, a larger space for new objects is of no use
  setFlagsFromString(`${GROWTH}1`);
  let state: 'loading' | 'growing' | 'bound' = 'loading';
  return () => {
    if (state === 'bound') return;
    const isLarge = newSpace() >= MAX_NEW_SPACE;
    if (state === 'loading' && !isLarge) {
      setFlagsFromString(`${GROWTH}2`);
      state = 'growing';
    } else if (isLarge) {
      setFlagsFromString(`${GROWTH}1`);
      state = 'bound';
    }
  };
}

function newSpace(): number {
  return (
    getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0
  );
}
