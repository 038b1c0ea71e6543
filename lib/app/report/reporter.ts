import { CHART_LINES, lineOf } from '../../lines';
import { printable } from '../../util/printable';
import { type Finding, formatFindings, ValuesError } from '../../values/finding';
import { type ExitStatus, exitStatusOf } from '../exit-status';
import { log, print, printError } from '../streams';
import { jsonReport } from './json';
import type { Comparison, Report, ReportFormat } from './report';

// These formats load their code when they are used, so that other runs start faster.
const formats = {
  github: () => require('./github') as typeof import('./github'),
  sarif: () => require('./sarif') as typeof import('./sarif'),
};

/** Settings of a {@link Reporter}. */
export interface ReporterSettings {
  /** Format of the report. @default 'text' */
  readonly format?: ReportFormat;
  /** Whether warnings and infos are left out. @default false */
  readonly skipWarnings?: boolean;
  /** Whether notes are left out too. @default false */
  readonly quiet?: boolean;
}

/**
 * Prints what a run finds. In the format `text`, findings and notes go to standard error as they are found, and
 * differences and effects to standard output. In the other formats, `end` prints one document to standard output.
 */
export class Reporter {
  private readonly found = {
    findings: [] as Finding[],
    differences: [] as Report['differences'][number][],
    effects: [] as Report['effects'][number][],
  };

  constructor(private readonly settings: ReporterSettings) {}

  /** Whether the report is a document for programs. */
  get isDocument(): boolean {
    const { format = 'text' } = this.settings;
    return format !== 'text';
  }

  /** Reports findings. */
  addFindings(findings: readonly Finding[]): void {
    const { skipWarnings, quiet } = this.settings;
    const shown = findings.filter(({ severity }) => severity === 'error' || !(skipWarnings || quiet));
    this.found.findings.push(...shown);
    if (!this.isDocument && shown.length > 0) {
      printError(`${formatFindings(shown)}\n`);
    }
  }

  /**
   * Reports differences and effects, for which people read a text.
   *
   * @param environment name of their environment, if there are several
   */
  add({ differences, effects, text }: Comparison, environment?: string): void {
    const of = environment === undefined ? {} : { environment };
    this.found.differences.push(...differences.map((difference) => ({ ...of, ...difference })));
    this.found.effects.push(...effects.map((effect) => ({ ...of, ...effect })));
    if (!this.isDocument && text !== '') {
      print(environment === undefined ? text : `${printable(environment)}:\n${text}\n`);
    }
  }

  /** Notes accepted differences that do not occur, in none of the comparisons. */
  noteUnused(comparisons: readonly Comparison[]): void {
    const [first, ...others] = comparisons;
    const unused = first?.unused.filter((each) => others.every((other) => other.unused.includes(each))) ?? [];
    for (const each of unused) {
      this.note(`--accept: ${each} accepts no difference; remove it`);
    }
  }

  /** Prints a text that is not part of the report. */
  note(text: string): void {
    if (!this.settings.quiet) {
      log(text);
    }
  }

  /**
   * Ends the report with the errors of refused values, and returns the exit status.
   *
   * @throws the error, if it is another one, or if the report is a text, because the caller prints errors
   */
  endWith(error: unknown): ExitStatus {
    if (!this.isDocument || !(error instanceof ValuesError)) {
      throw error;
    }
    this.addFindings(error.findings);
    this.end();
    return exitStatusOf(error);
  }

  /** Ends the report. */
  end(): void {
    switch (this.settings.format) {
      case 'json':
        print(jsonReport(this.found));
        break;
      case 'github':
        print(formats.github().githubReport(this.found));
        break;
      case 'sarif':
        print(formats.sarif().sarifReport(this.found, aboutRules()));
        break;
    }
  }
}

/** Returns the requirements of all rules, by id. */
function aboutRules(): ReadonlyMap<string, string> {
  const versions = CHART_LINES.flatMap(({ verified }) => verified);
  return new Map(versions.flatMap((version) => lineOf(version).rules.map(({ id, about }) => [id, about])));
}
