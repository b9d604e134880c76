/** What there is to measure, with the first sentence of each: `npm run bench`. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = new URL('./', import.meta.url);
const own = basename(fileURLToPath(import.meta.url));

for (const name of readdirSync(HERE).filter((file) => file.endsWith('.ts') && file !== own)) {
  const text = readFileSync(new URL(name, HERE), 'utf8');
  const [, comment = ''] = /^\/\*\*(.*?)\*\//s.exec(text) ?? [];
  const words = comment
    .replaceAll(/\s*\n \*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [sentence = ''] = words.split(/[.:](?= |$)/, 1);
  console.log(`npm exec node bench/${name}\n    ${sentence}`);
}
