import type { Estate, Monitoring } from '../../estate/estate.ts';
import type { Artifact } from '../../output/artifact.ts';
import type { JsonMap } from '../../text/json.ts';
import { fileFrom } from '../from-template.ts';
import type { Alert, Section } from './alerts/alert.ts';
import { alertsOf } from './alerts/alerts.ts';
import { scrapeConfigs } from './scrape.ts';

/** How the heading of a section begins, behind its number. Not every estate has each: the next one stands in. */
const HEADINGS: Readonly<Record<Section, readonly RegExp[]>> = {
  promotion: [/^Promote /, /^Troubleshooting/],
  fence: [/^Fence /, /^Troubleshooting/],
  machine: [/^One machine is lost/, /^Troubleshooting/],
  'lost standby': [/ is lost, .* is well$/, /^Troubleshooting/],
  certificates: [/^Renewal of certificates/, /^Troubleshooting/],
  troubleshooting: [/^Troubleshooting/],
  apply: [/^Apply a changed topology/, /^Troubleshooting/],
};

/** The anchor of a heading, as GitHub and GitLab make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');

/** The link to a section of RUNBOOK.md. */
function linkTo(section: Section, headings: readonly string[], { runbook }: Monitoring): string {
  for (const pattern of HEADINGS[section]) {
    const found = headings.find((heading) => pattern.test(heading.replace(/^\d+\. /, '')));
    if (found !== undefined) return `${runbook}#${anchorOf(found)}`;
  }
  return runbook;
}

/** Seconds as Prometheus writes them. */
const span = (seconds: number): string =>
  seconds > 0 && seconds % 3600 === 0 ? `${seconds / 3600}h` : `${Math.ceil(seconds)}s`;

const ruleOf = (alert: Alert, estate: Estate, link: string): JsonMap => ({
  alert: alert.alert,
  expr: alert.expr,
  for: span(alert.for),
  labels: { severity: alert.severity, estate: estate.name, ...alert.labels },
  annotations: { summary: alert.summary, runbook_url: link },
});

/**
 * The files for Prometheus.
 * @param headings of RUNBOOK.md, in its order
 */
export function* monitoringFiles(
  estate: Estate,
  headings: readonly string[],
  header: (what: string) => string,
): Generator<Artifact> {
  const { monitoring } = estate;
  if (!monitoring) return;
  yield fileFrom('monitoring/patroni.rules.yml', 'monitoring.yml', {
    header: header('Alerts of the estate for Prometheus: name this file under rule_files.'),
    config: {
      groups: alertsOf(estate, monitoring).map(({ name, alerts }) => ({
        name: `${estate.name}-${name}`,
        rules: alerts.map((alert) => ruleOf(alert, estate, linkTo(alert.section, headings, monitoring))),
      })),
    },
  });
  yield fileFrom('monitoring/scrape.yml', 'monitoring.yml', {
    header: header('What Prometheus scrapes: name this file under scrape_config_files, or copy its jobs.'),
    config: { scrape_configs: scrapeConfigs(estate, monitoring) },
  });
}
