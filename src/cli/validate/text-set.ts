/**
 * A set of texts kept as 53-bit hashes: 16 bytes or less for each, however long it is. Of a million texts
 * one that is not there is taken for one that is with a chance of one to nine thousand million.
 */
export class TextSet {
  #slots = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const hash = hashOf(text);
    const at = slotOf(this.#slots, hash);
    if (this.#slots[at] === hash) return;
    this.#slots[at] = hash;
    this.#size += 1;
  }

  has(text: string): boolean {
    const hash = hashOf(text);
    return this.#slots[slotOf(this.#slots, hash)] === hash;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const hash of this.#slots) if (hash !== 0) larger[slotOf(larger, hash)] = hash;
    this.#slots = larger;
  }
}

/** Where the hash stands, or the empty slot where it belongs. */
function slotOf(slots: Float64Array, hash: number): number {
  let at = hash % slots.length;
  while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) % slots.length;
  return at;
}

/** Two 32-bit multiplicative hashes put together; never 0, which marks an empty slot. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = mixed(high, low);
  low = mixed(low, high);
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0) + 1;
}

function mixed(own: number, other: number): number {
  const once = Math.imul(own ^ (own >>> 16), 2_246_822_507);
  return once ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
}
