/** "The maximum length in characters" (ElementDefinition.maxLength): Unicode code points, as JSON Schema counts too. */
export function lengthOf(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xff_ff) at += 1;
    length += 1;
  }
  return length;
}

export function fitsLength(text: string, most: number): boolean {
  // half of what is stored may be the second halves of pairs
  if (text.length <= most) return true;
  return text.length <= 2 * most && lengthOf(text) <= most;
}
