/** An object without the keys whose value is undefined: optional properties are absent, never undefined. */
export type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

export function present<T extends object>(value: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const key in value) {
    if (value[key] !== undefined) kept[key] = value[key];
  }
  return kept as Present<T>;
}

/** As `present`, but undefined where nothing is left: an empty object is no value. */
export function presentOrNothing<T extends object>(value: T): Present<T> | undefined {
  const kept = present(value);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** As `presentOrNothing`, for an item of a list: one with nothing in it is no item. */
export function something<T extends object>(value: T): readonly Present<T>[] {
  const item = presentOrNothing(value);
  return item ? [item] : [];
}
