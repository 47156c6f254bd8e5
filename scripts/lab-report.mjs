// Writes the measurements of the lab's last runs into docs/lab.md, from the reports of `npm run lab`.
// usage: node scripts/lab-report.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const REPORTS = join(root, '.cache/lab/reports');
const PAGE = join(root, 'docs/lab.md');
const SUITES = ['forky', 'bookworm'];
const [BEGIN, END] = ['<!-- reports:start -->', '<!-- reports:end -->'];

/** Scenarios in the order of the page. For estates of other shapes, their name follows the scenario's name. */
const TITLES = {
  'bring-up': 'Bring-up by the runbook',
  'start-guard': 'The start guard',
  watchdog: 'The watchdog',
  faults: 'A node, a link and all power lost',
  'site-loss': 'A site lost, the other promoted, the lost one back by rewind',
  're-clone': 'A site back as a second primary, then copied anew',
  'split-brain': 'Two primaries: a promotion while the first site lived',
  'planned-swap': 'Planned swap, there and back',
  promotion: 'Estates of other shapes: boot, promotion and the way back',
  authority: 'Another certificate authority',
  refused: 'What the linter refuses, forced through',
};

/** A report: its first line names the scenario; a table of steps and measurements follows. */
function read(file) {
  const text = readFileSync(join(REPORTS, file), 'utf8');
  const [, name, suite] = /^(.*)-(\w+)\.md$/.exec(file);
  const [, estate, versions, date] = /: estate (\S+) on \S+ \((.*)\), (\S+)/.exec(text) ?? [];
  const rows = [...text.matchAll(/^\| (.*?) +\| +(.*?) \|$/gm)]
    .map(([, what, value]) => ({ what, value }))
    .slice(1);
  return { name, suite, estate, versions, date, rows };
}

const titleOf = (name) => Object.keys(TITLES).find((key) => name === key || name.startsWith(`${key}-`));

/** One table of all suites: a step that a suite lacks has an empty cell. */
function table(reports) {
  const steps = [];
  for (const { rows } of reports)
    for (const [at, { what }] of numbered(rows).entries())
      if (!steps.includes(what)) steps.splice(Math.min(at, steps.length), 0, what);
  const cell = (report, step) => numbered(report.rows).find(({ what }) => what === step)?.value ?? '';
  return [
    `| step | ${reports.map(({ suite }) => suite).join(' | ')} |`,
    `|---|${reports.map(() => '---|').join('')}`,
    ...steps.map(
      (step) => `| ${step.replace(/\0\d+/, '')} | ${reports.map((one) => cell(one, step)).join(' | ')} |`,
    ),
  ].join('\n');
}

/** A step that a scenario does twice counts as two steps. */
function numbered(rows) {
  const seen = new Map();
  return rows.map(({ what, value }) => {
    const count = (seen.get(what) ?? 0) + 1;
    seen.set(what, count);
    return { what: count > 1 ? `${what}\0${count}` : what, value };
  });
}

const reports = readdirSync(REPORTS)
  .filter((file) => file.endsWith('.md'))
  .map(read)
  .filter(
    ({ date, rows, name }) => date && titleOf(name) && !rows.some(({ value }) => value.startsWith('failed')),
  )
  .sort((a, b) => SUITES.indexOf(a.suite) - SUITES.indexOf(b.suite) || (a.name < b.name ? -1 : 1));

const parts = [];
for (const suite of SUITES) {
  const last = reports.filter((one) => one.suite === suite).sort((a, b) => (a.date < b.date ? 1 : -1))[0];
  if (last) parts.push(`- **${suite}**, ${last.date}: ${last.versions}`);
}
for (const [key, title] of Object.entries(TITLES)) {
  const names = [...new Set(reports.map(({ name }) => name).filter((name) => titleOf(name) === key))];
  if (names.length > 0) parts.push(`\n### ${title}`);
  for (const name of names) {
    if (name !== key) parts.push(`\n\`${name.slice(key.length + 1)}\``);
    parts.push(`\n${table(reports.filter((one) => one.name === name))}`);
  }
}

const page = readFileSync(PAGE, 'utf8');
const [before] = page.split(BEGIN);
const [, after] = page.split(END);
writeFileSync(PAGE, `${before}${BEGIN}\n${parts.join('\n')}\n${END}${after}`);
