/** True where the text is like the pattern, in which `*` stands for any characters. In time of their product at most. */
export function isLike(text: string, pattern: string): boolean {
  let [at, next] = [0, 0];
  let [star, starredAt] = [-1, 0];
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next;
      starredAt = at;
      next += 1;
    } else if (next < pattern.length && pattern[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      starredAt += 1;
      at = starredAt;
      next = star + 1;
    } else return false;
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}
