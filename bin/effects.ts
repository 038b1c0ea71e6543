import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import { parseOptions, shown, UsageError } from '../lib/app/parse-options';
import { jsonReport } from '../lib/app/report/json';
import { isFolder, readObjects } from '../lib/app/run/objects-in';
import { log, print } from '../lib/app/streams';
import { APPLY_MODES, type ApplyMode, type Effect, effects, HARMFUL } from '../lib/kubernetes/effects';
import type { Manifest } from '../lib/kubernetes/manifest';
import { describeEffects, effectsMarkdown } from '../lib/output/effects-text';
import { InputError } from '../lib/util/input-error';
import { STANDARD_INPUT } from '../lib/values/load';

const OPTIONS = {
  apply: { type: 'string' },
  'no-prune': { type: 'boolean' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Formats of the list, each with the function that prints it. */
const FORMATS: Readonly<Record<string, (found: readonly Effect[]) => string>> = {
  text: (found) => (found.length === 0 ? '' : `${describeEffects(found)}\n`),
  json: (found) => jsonReport({ findings: [], differences: [], effects: found }),
  markdown: effectsMarkdown,
};

const HELP = `Usage: backstage-synth effects BEFORE AFTER [options]

Prints what a change does to a running portal: which pods restart, what the API server refuses, and which data is lost.
BEFORE and AFTER are folders of manifests, files of manifests, or - for standard input. BEFORE can also be what
kubectl get -o yaml prints. Reads no cluster.

      --apply MODE          how the objects are applied: server-side or client-side (default: server-side)
      --no-prune            objects that are not in AFTER stay in the cluster
      --format FORMAT       text, json, or markdown for a comment on a pull request (default: text)
  -h, --help                print this help

Exit status: 0, or 1 if the API server refuses an object, a field falls back to its default, or data is lost.
`;

/** Runs the command `effects`. */
export function effectsCommand(args: readonly string[]): ExitStatus {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    print(HELP);
    return EXIT_STATUS.fine;
  }
  const { apply = 'server-side', format = 'text' } = values;
  if (!isApplyMode(apply)) {
    throw new UsageError(`--apply must be ${APPLY_MODES.join(' or ')}, got ${shown(apply)}`);
  }
  const formatOf = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (formatOf === undefined) {
    throw new UsageError(`--format must be text, json or markdown, got ${shown(format)}`);
  }
  const [before, after, ...others] = positionals;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError(`effects requires BEFORE and AFTER, got ${positionals.length} arguments`);
  }
  if (before === '-' && after === '-') {
    throw new UsageError('standard input (-) must be used only once; save one of the inputs as a file');
  }
  const [old, now] = [objectsIn(before), objectsIn(after)];
  const found = effects(old, now, { apply, prune: !values['no-prune'] });
  print(formatOf(found));
  if (found.length === 0 && format === 'text') {
    log('no effects');
  }
  return found.some(({ effect }) => HARMFUL.includes(effect)) ? EXIT_STATUS.differs : EXIT_STATUS.fine;
}

/** Returns the objects in a file, or in a folder and the folders in it. A folder may have none. */
function objectsIn(path: string): Manifest[] {
  if (path === '') {
    throw new UsageError('BEFORE and AFTER must not be empty; set them to folders, files, or - for standard input');
  }
  const found = readObjects(path);
  if (found.length === 0 && !isFolder(path)) {
    const name = path === '-' ? STANDARD_INPUT : path;
    throw new InputError(`${name} contains no Kubernetes objects; check that it is a file of manifests`);
  }
  return found;
}

function isApplyMode(word: string): word is ApplyMode {
  return APPLY_MODES.some((mode) => mode === word);
}
