import { EXIT_STATUS, type ExitStatus, MEANINGS } from '../lib/app/exit-status';
import { readBytes } from '../lib/app/files';
import { parseOptions, UsageError } from '../lib/app/parse-options';
import { print } from '../lib/app/streams';
import { handOver, type LiveObject } from '../lib/kubernetes/hand-over';
import { MAX_MANIFESTS_BYTES } from '../lib/output/read-manifests';
import { InputError } from '../lib/util/input-error';

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `Usage: backstage-synth hand-over --from MANAGER --to MANAGER [FILE]

Hands the fields of live objects over from one field manager to another one. The new manager can then change and remove
these fields without conflicts. Reads the objects from FILE, or from standard input, and prints them as JSON:

  kubectl get -k dist/portal --show-managed-fields -o json |
    backstage-synth hand-over --from helm --to kubectl | kubectl replace -f -

      --from MANAGER  the manager that has the fields, as metadata.managedFields names it
      --to MANAGER    the manager that gets the fields:
                        kubectl                    kubectl apply --server-side
                        kubectl-client-side-apply  kubectl apply
                        argocd-controller          Argo CD
                        kustomize-controller       Flux
                        helm                       Helm
  -h, --help          print this help

Nothing but the field managers changes, except that the annotation of client-side apply is removed.

Exit status:
${([EXIT_STATUS.fine, EXIT_STATUS.usage, EXIT_STATUS.defect] as const)
  .map((status) => `  ${String(status).padStart(2)}  ${MEANINGS[status]}`)
  .join('\n')}
`;

/** Runs `backstage-synth hand-over` with its arguments. */
export function handOverCommand(args: readonly string[]): ExitStatus {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    print(HELP);
    return EXIT_STATUS.fine;
  }
  const from = readManager('from', values.from);
  const to = readManager('to', values.to);
  const [file = '-', ...others] = positionals;
  if (others.length > 0) {
    throw new UsageError(`accepts one FILE, got ${positionals.length} arguments; remove the others`);
  }
  const items = handOver(readObjects(file), { from, to });
  print(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items })}\n`);
  return EXIT_STATUS.fine;
}

function readManager(option: 'from' | 'to', manager: string | undefined): string {
  if (!manager) {
    throw new UsageError(`--${option} is missing; set it to the name of a field manager, such as helm or kubectl`);
  }
  return manager;
}

/** Reads an object, or the objects of a List, as `kubectl get -o json` prints them. */
function readObjects(file: string): LiveObject[] {
  const { bytes, name } = readBytes(file, MAX_MANIFESTS_BYTES);
  const document = parse(bytes.toString('utf8'), name);
  const objects = isMap(document) && Array.isArray(document.items) ? document.items : [document];
  return objects.map((object) => {
    if (!isLiveObject(object)) {
      throw new InputError(`${name} must contain Kubernetes objects only, as kubectl get -o json prints them`);
    }
    return object;
  });
}

function parse(text: string, name: string): unknown {
  if (text.trim() === '') {
    throw new InputError(`${name} is empty; check that the command before the pipe printed objects`);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the text, which may contain a secret.
    throw new InputError(`${name} is not JSON; add -o json to kubectl get`);
  }
}

function isLiveObject(object: unknown): object is LiveObject {
  return isMap(object) && typeof object.kind === 'string' && isMap(object.metadata) && isMetadata(object.metadata);
}

function isMetadata({ name, managedFields = [] }: Readonly<Record<string, unknown>>): boolean {
  return typeof name === 'string' && Array.isArray(managedFields) && managedFields.every(isMap);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
