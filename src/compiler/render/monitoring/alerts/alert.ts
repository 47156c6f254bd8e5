/** The section of RUNBOOK.md that an alert links to. */
export type Section =
  | 'promotion'
  | 'fence'
  | 'machine'
  | 'lost standby'
  | 'certificates'
  | 'troubleshooting'
  | 'apply';

/** One alert. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** Seconds that it has to be true for. */
  readonly for: number;
  readonly severity: 'critical' | 'warning';
  /** Labels beside severity and estate. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One sentence, with labels of Prometheus in it. */
  readonly summary: string;
  readonly section: Section;
}
