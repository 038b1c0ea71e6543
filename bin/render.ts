import { checkValues } from '../lib/app/check-values';
import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import { renderManifests } from '../lib/app/render-manifests';
import type { Manifest } from '../lib/kubernetes/manifest';
import { lineOf, type Values } from '../lib/lines';
import { writeContents } from '../lib/output/folder-contents';
import { foreignFiles } from '../lib/output/foreign-files';
import { graph } from '../lib/output/graph';
import { manifestStream } from '../lib/output/manifest-yaml';
import { replaceFolder } from '../lib/output/replace-folder';
import { summary } from '../lib/output/summary';
import { printable } from '../lib/util/printable';
import { runSteps } from '../lib/util/steps';
import { type Finding, formatFindings, refuseWarnings } from '../lib/values/finding';
import { MAX_VALUES_BYTES, readValues } from '../lib/values/load';
import { mergeValues } from '../lib/values/merge';
import { setValues } from '../lib/values/set';
import type { RenderArguments } from './arguments';
import { compareWithFile, compareWithFolder } from './compare';
import { attempt, log, readBytes } from './files';

/** Renders values, and prints, writes or compares the objects, depending on the mode. */
export function render(parsed: RenderArguments): ExitStatus {
  const { mode, options, strict, showValues } = parsed;
  const values = valuesOf(parsed);
  if (mode.name === 'redirect-urls') {
    return printRedirectUrls(values, parsed);
  }
  const findings: Finding[] = [];
  const manifests = renderManifests(values, { ...options, onFinding: (finding) => findings.push(finding) });
  report(findings, strict);
  switch (mode.name) {
    case 'print':
      return print(manifestStream(manifests));
    case 'graph':
      return print(graph(manifests));
    case 'write':
      return writeFolder(mode.folder, manifests, findings);
    case 'check':
      return compareWithFolder(mode.folder, manifests, { chartVersion: options.chartVersion, showValues });
    case 'against':
      return compareWithFile(mode.file, manifests, { chartVersion: options.chartVersion, showValues });
  }
}

/** Reads and merges the values of all files, and sets the values of `--set` and `--set-string`. */
function valuesOf({ valuesFiles, set, setString, options }: RenderArguments): Values {
  const topLevel = Object.keys(lineOf(options.chartVersion).schema.properties);
  const files = mergeValues(
    valuesFiles.map((file) => {
      const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
      return readValues(bytes, name);
    }),
  );
  const typed = set.reduce((values, assignments) => setValues(values, assignments, 'typed', topLevel), files);
  return setString.reduce((values, assignments) => setValues(values, assignments, 'string', topLevel), typed);
}

function printRedirectUrls(values: Values, { options, strict }: RenderArguments): ExitStatus {
  const { redirectUrls, findings } = checkValues(values, options);
  report(findings, strict);
  return print(redirectUrls.map((url) => `${printable(url)}\n`).join(''));
}

/**
 * Prints the findings.
 *
 * @throws ValuesError if there are warnings and `strict` is set
 */
function report(findings: readonly Finding[], strict: boolean): void {
  if (strict) {
    refuseWarnings(findings);
  }
  if (findings.length > 0) {
    log(formatFindings(findings));
  }
}

function print(text: string): ExitStatus {
  process.stdout.write(text);
  return EXIT_STATUS.fine;
}

function writeFolder(folder: string, manifests: readonly Manifest[], findings: readonly Finding[]): ExitStatus {
  attempt('write', folder, () =>
    runSteps(
      replaceFolder(folder, foreignFiles, function* (stage) {
        yield writeContents(stage, '', manifests);
      }),
    ),
  );
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  log(summary(folder, { object: manifests.length, warning: warnings.length }));
  return EXIT_STATUS.fine;
}
