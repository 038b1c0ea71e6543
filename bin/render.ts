import { checkValues } from '../lib/app/check-values';
import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import { renderManifests } from '../lib/app/render-manifests';
import { lineOf, type Values } from '../lib/lines';
import { manifestStream } from '../lib/output/manifest-yaml';
import { printable } from '../lib/util/printable';
import { type Finding, formatFindings, refuseWarnings } from '../lib/values/finding';
import { MAX_VALUES_BYTES, readValues } from '../lib/values/load';
import { mergeValues, type YamlMap } from '../lib/values/merge';
import { setValues } from '../lib/values/set';
import type { RenderArguments } from './arguments';
import { log, readBytes } from './files';

// Each mode loads its code when it runs, so that other modes start faster.
const modes = {
  graph: () => require('../lib/output/graph') as typeof import('../lib/output/graph'),
  write: () => require('./write') as typeof import('./write'),
  compare: () => require('./compare') as typeof import('./compare'),
};

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
  const shown = { chartVersion: options.chartVersion, showValues };
  switch (mode.name) {
    case 'print':
      return print(manifestStream(manifests));
    case 'graph':
      return print(modes.graph().graph(manifests));
    case 'write':
      return modes.write().writeFolder(mode.folder, manifests, findings);
    case 'check':
      return modes.compare().compareWithFolder(mode.folder, manifests, shown);
    case 'against':
      return modes.compare().compareWithFile(mode.file, manifests, shown);
  }
}

/** Reads and merges the values of all files, and sets the values of `--set` and `--set-string`. */
function valuesOf(parsed: RenderArguments): Values {
  const files = parsed.valuesFiles.map((file) => {
    const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
    return readValues(bytes, name);
  });
  return withOptions(mergeValues(files), parsed);
}

/** Sets the values of `--set` and `--set-string`. */
export function withOptions(files: YamlMap, { set, setString, options }: RenderArguments): Values {
  const topLevel = Object.keys(lineOf(options.chartVersion).schema.properties);
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
