import type { App } from 'cdk8s';
import { warningsOf } from '../../constructs/warnings';
import type { Manifest } from '../../kubernetes/manifest';
import { printable } from '../../util/printable';
import { type Finding, refuseWarnings } from '../../values/finding';
import { findingsOf } from '../backstage-chart';
import { EXIT_STATUS, type ExitStatus } from '../exit-status';
import { foldFindings } from '../fold-findings';
import { UsageError } from '../parse-options';
import { Reporter } from '../report/reporter';
import { acceptancesIn, compareObjects, compareWith } from './compare';
import { readObjects } from './objects-in';
import type { RunOptions } from './run-options';

/**
 * Synthesizes an app of constructs, or compares its objects, depending on the options.
 *
 * @throws UsageError if one environment is chosen, because an app has none
 */
export function runConstructs(app: App, options: RunOptions): ExitStatus {
  if (options.only !== undefined) {
    throw new UsageError('--only requires environments, but this app has charts; remove it');
  }
  const reporter = new Reporter(options.report);
  try {
    const status = run(app, options, reporter);
    reporter.end();
    return status;
  } catch (error) {
    return reporter.endWith(error);
  }
}

function run(app: App, { mode, strict, showValues }: RunOptions, reporter: Reporter): ExitStatus {
  const findings = [...chartFindings(app), ...warningsOf(app)];
  if (strict) {
    refuseWarnings(findings);
  }
  reporter.addFindings(findings);
  const problems = app.node
    .findAll()
    .flatMap(({ node }) => node.validate().map((problem) => ({ problem, construct: node.path })));
  if (problems.length > 0) {
    if (reporter.isDocument) {
      reporter.addFindings(problems.map(problemFinding));
    } else {
      console.error(problems.map(({ problem }) => printable(`error ${problem}`)).join('\n'));
    }
    return EXIT_STATUS.refused;
  }
  if (mode.name === 'write') {
    app.synth();
    return EXIT_STATUS.fine;
  }
  const compared =
    mode.name === 'against'
      ? compareWith(mode.path, objectsOf(app), { showValues }, acceptancesIn(mode.accept))
      : compareObjects(readObjects(app.outdir), objectsOf(app), { showValues }, { prune: true });
  reporter.add(compared);
  reporter.noteUnused([compared]);
  if (compared.differences.length > 0) {
    return EXIT_STATUS.differs;
  }
  if (mode.name === 'check') {
    reporter.note(`${app.outdir} is up to date`);
  }
  return EXIT_STATUS.fine;
}

/** Returns the findings about the values of charts, with the ids of the charts if there are several. */
function chartFindings(app: App): Finding[] {
  const charts = app.charts.flatMap((chart) => {
    const findings = findingsOf(chart);
    return findings === undefined ? [] : [findings.map((finding) => ({ environment: chart.node.path, finding }))];
  });
  return charts.length > 1 ? foldFindings(charts.flat()) : charts.flat().map(({ finding }) => finding);
}

/** Returns a message of a construct's validation as a finding. Messages of this package end with a fix. */
function problemFinding({ problem, construct }: { readonly problem: string; readonly construct: string }): Finding {
  const end = problem.lastIndexOf('; ');
  const [message, fix] = end === -1 ? [problem, ''] : [problem.slice(0, end), problem.slice(end + 2)];
  return { rule: 'constructs', severity: 'error', path: '', message, fix, construct };
}

function objectsOf(app: App): Manifest[] {
  return app.charts.flatMap((chart) => chart.toJson());
}
