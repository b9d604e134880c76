/** A table's entry by a name from outside: `toString` is no entry, though every object has one. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
