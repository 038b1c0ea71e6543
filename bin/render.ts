import { checkValues } from '../lib/app/check-values';
import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import { readBytes } from '../lib/app/files';
import { renderManifests } from '../lib/app/render-manifests';
import { Reporter } from '../lib/app/report/reporter';
import { print } from '../lib/app/streams';
import { lineOf, type Values } from '../lib/lines';
import { manifestStream } from '../lib/output/manifest-yaml';
import { printable } from '../lib/util/printable';
import { type Finding, refuseWarnings } from '../lib/values/finding';
import { MAX_VALUES_BYTES, readValues } from '../lib/values/load';
import { mergeValues, type YamlMap } from '../lib/values/merge';
import { setValues } from '../lib/values/set';
import type { RenderArguments } from './arguments';

// Each mode loads its code when it runs, so that other modes start faster.
const modes = {
  graph: () => require('../lib/output/graph') as typeof import('../lib/output/graph'),
  write: () => require('../lib/app/run/write-folder') as typeof import('../lib/app/run/write-folder'),
  compare: () => require('../lib/app/run/compare') as typeof import('../lib/app/run/compare'),
};

/** Renders values, and prints, writes or compares the objects, depending on the mode. */
export function render(parsed: RenderArguments): ExitStatus {
  const reporter = new Reporter(parsed.report);
  try {
    const status = run(parsed, reporter);
    reporter.end();
    return status;
  } catch (error) {
    return reporter.endWith(error);
  }
}

function run(parsed: RenderArguments, reporter: Reporter): ExitStatus {
  const { mode, options, strict, showValues } = parsed;
  const values = valuesOf(parsed);
  if (mode.name === 'redirect-urls') {
    const { redirectUrls, findings } = checkValues(values, options);
    report(findings, strict, reporter);
    print(redirectUrls.map((url) => `${printable(url)}\n`).join(''));
    return EXIT_STATUS.fine;
  }
  const findings: Finding[] = [];
  const manifests = renderManifests(values, { ...options, onFinding: (finding) => findings.push(finding) });
  report(findings, strict, reporter);
  const shown = { chartVersion: options.chartVersion, showValues };
  switch (mode.name) {
    case 'print':
      if (!reporter.isDocument) {
        print(manifestStream(manifests));
      }
      return EXIT_STATUS.fine;
    case 'graph':
      print(modes.graph().graph(manifests));
      return EXIT_STATUS.fine;
    case 'write':
      return modes.write().writeFolder(mode.folder, manifests, findings, reporter);
    case 'check': {
      const compared = modes.compare().compareWithFolder(mode.folder, manifests, shown);
      reporter.add(compared);
      if (compared.differences.length > 0) {
        return EXIT_STATUS.differs;
      }
      reporter.note(`${mode.folder} is up to date`);
      return EXIT_STATUS.fine;
    }
    case 'against': {
      const { acceptancesIn, compareWith } = modes.compare();
      const compared = compareWith(mode.path, manifests, shown, acceptancesIn(mode.accept));
      reporter.add(compared);
      reporter.noteUnused([compared]);
      return compared.differences.length > 0 ? EXIT_STATUS.differs : EXIT_STATUS.fine;
    }
  }
}

/** Reads and merges the values of all files, and sets the values of the options. */
function valuesOf(parsed: RenderArguments): Values {
  const files = parsed.valuesFiles.map((file) => {
    const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
    return readValues(bytes, name);
  });
  return withOptions(mergeValues(files), parsed);
}

/** Sets the values of options such as `--set`. */
export function withOptions(
  files: YamlMap,
  { assignments, options }: Pick<RenderArguments, 'assignments' | 'options'>,
): Values {
  const settings = {
    topLevel: Object.keys(lineOf(options.chartVersion).schema.properties),
    readFile: (path: string) => readBytes(path, MAX_VALUES_BYTES).bytes.toString('utf8'),
  };
  return assignments.reduce<YamlMap>((values, { option, text }) => setValues(values, text, option, settings), files);
}

/**
 * Reports the findings.
 *
 * @throws ValuesError if there are warnings and `strict` is set
 */
function report(findings: readonly Finding[], strict: boolean, reporter: Reporter): void {
  if (strict) {
    refuseWarnings(findings);
  }
  reporter.addFindings(findings);
}
