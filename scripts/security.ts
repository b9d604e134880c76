/**
 * Attacks on the real service: `trialcast serve` in processes of its own, and what it answers.
 *
 *   npm run security                  a table of attempts and answers; exit 1 where one succeeds
 *   npm run security -- --records 40  with more real records for the payloads (default 12)
 *   WRITE_DOCS=1 npm run security     writes the table into docs/security.md
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PAGE, runSecurity, securityPage } from './security/run.ts';

const { values } = parseArgs({ options: { records: { type: 'string', default: '12' } } });
const results = await runSecurity(Number(values.records), ({ area, what, answer, fault }) => {
  console.log(
    `${fault === undefined ? 'refused' : 'FAILED '}  ${area}: ${what}: ${fault ?? answer}`,
  );
});
const faults = results.filter(({ fault }) => fault !== undefined);
if (process.env['WRITE_DOCS'] === '1' && faults.length === 0)
  writeFileSync(PAGE, securityPage(readFileSync(PAGE, 'utf8'), results));
console.log(`${results.length} attempts, ${faults.length} succeeded`);
process.exitCode = faults.length === 0 ? 0 : 1;
