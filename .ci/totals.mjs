// Totals of a vitest JSON report: passed, failed (a file that could not run counts as one), skipped. `--unfinished` names the files
// whose worker ended before their tests did; these are in no total: run again, they are in the totals of that run.
import { readFileSync } from 'node:fs';

const [report, asked] = process.argv.slice(2);
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
const isUnfinished = ({ assertionResults }) => assertionResults.some(({ status }) => status === 'pending');
if (asked === '--unfinished') {
  for (const { name } of testResults.filter(isUnfinished)) console.log(name);
} else {
  const files = testResults.filter((file) => !isUnfinished(file));
  const results = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const count = (...wanted) => results.filter((status) => wanted.includes(status)).length;
  const brokenFiles = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  if (testResults.flatMap((file) => file.assertionResults).length + brokenFiles === 0) throw new Error('no test ran');
  console.log(count('passed'), count('failed') + brokenFiles, count('skipped', 'todo', 'disabled'));
}
