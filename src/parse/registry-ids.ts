/** Registry keys by the shape of the identifier (MAPPING 8.3); only shapes that no other numbering uses. */
const SHAPES: readonly (readonly [registry: string, shape: RegExp])[] = [
  ['ctgov', /^NCT\d{8}$/],
  ['ctis', /^20\d\d-5\d{5}-\d\d(?:-\d\d)?$/],
  ['eudract', /^(?:19|20)\d\d-\d{6}-\d\d$/],
  ['isrctn', /^ISRCTN\d{8}$/],
  ['utn', /^U1111-\d{4}-\d{4}$/],
  ['chictr', /^ChiCTR[-A-Z]*\d{8,}$/],
  ['drks', /^DRKS\d{8}$/],
  ['jrct', /^jRCTs?\d{9,}$/],
  ['umin', /^UMIN\d{9}$/],
  ['ctri', /^CTRI\/\d{4}\/\d{2,3}\/\d{6}$/],
  ['anzctr', /^ACTRN\d{14}$/],
  ['kct', /^KCT\d{7}$/],
  ['pactr', /^PACTR\d{15,}$/],
];

/** Registry an identifier is of, by its shape alone; undefined where none is certain. */
export function recognizeRegistry(id: string): string | undefined {
  return SHAPES.find(([, shape]) => shape.test(id))?.[0];
}
