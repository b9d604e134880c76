// Totals of a vitest JSON report: passed, failed (a file that could not run counts as one), skipped.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
const skipped = report.numPendingTests + report.numTodoTests;
if (report.numTotalTests === 0) throw new Error('no test ran');
console.log(report.numPassedTests, report.numFailedTests + brokenFiles, skipped);
