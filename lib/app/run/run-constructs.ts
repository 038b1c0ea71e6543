import type { App } from 'cdk8s';
import { warningsOf } from '../../constructs/warnings';
import type { Manifest } from '../../kubernetes/manifest';
import { printable } from '../../util/printable';
import { refuseWarnings } from '../../values/finding';
import { EXIT_STATUS, type ExitStatus } from '../exit-status';
import { UsageError } from '../parse-options';
import { Reporter } from '../report/reporter';
import { compareObjects, compareWith } from './compare';
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
  const findings = warningsOf(app);
  if (strict) {
    refuseWarnings(findings);
  }
  reporter.addFindings(findings);
  const problems = app.node.findAll().flatMap(({ node }) => node.validate());
  if (problems.length > 0) {
    console.error(problems.map((problem) => printable(`error ${problem}`)).join('\n'));
    return EXIT_STATUS.refused;
  }
  if (mode.name === 'write') {
    app.synth();
    return EXIT_STATUS.fine;
  }
  const compared =
    mode.name === 'against'
      ? compareWith(mode, objectsOf(app), { showValues })
      : compareObjects(readObjects(app.outdir), objectsOf(app), { showValues }, { prune: true });
  reporter.add(compared);
  if (compared.differences.length > 0) {
    return EXIT_STATUS.differs;
  }
  if (mode.name === 'check') {
    reporter.note(`${app.outdir} is up to date`);
  }
  return EXIT_STATUS.fine;
}

function objectsOf(app: App): Manifest[] {
  return app.charts.flatMap((chart) => chart.toJson());
}
