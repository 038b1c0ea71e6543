import { file, run } from './support';

const HELM = { manager: 'helm', operation: 'Update', apiVersion: 'v1', fieldsV1: { 'f:data': { 'f:password': {} } } };
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'portal', resourceVersion: '42', managedFields: [HELM] },
  data: { password: 'aHVudGVyMg==' },
};
const LIST = JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: [SECRET] });
const TO_KUBECTL = ['hand-over', '--from', 'helm', '--to', 'kubectl'];

/** Returns the List for `kubectl replace` with the fields in the hands of kubectl. */
const HANDED_OVER = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      ...SECRET,
      metadata: { ...SECRET.metadata, managedFields: [{ ...HELM, manager: 'kubectl', operation: 'Apply' }] },
    },
  ],
};

test('prints the objects of standard input with their new manager, for kubectl replace', () => {
  const { status, stdout, stderr } = run(TO_KUBECTL, LIST);
  expect({ status, stderr, list: JSON.parse(stdout) }).toEqual({ status: 0, stderr: '', list: HANDED_OVER });
});

test('reads a file, and a single object', () => {
  const name = file('live.json', JSON.stringify(SECRET));
  expect(JSON.parse(run([...TO_KUBECTL, name]).stdout)).toEqual(HANDED_OVER);
  expect(JSON.parse(run([...TO_KUBECTL, '-'], LIST).stdout)).toEqual(HANDED_OVER);
});

test('--help shows the pipeline, and the names of the managers', () => {
  const { status, stdout } = run(['hand-over', '--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('--show-managed-fields -o json |');
  for (const manager of ['kubectl-client-side-apply', 'argocd-controller', 'kustomize-controller', 'helm']) {
    expect(stdout).toMatch(new RegExp(`^ +${manager} +\\w`, 'm'));
  }
  expect(run(['--help']).stdout).toMatch(/^ {2}hand-over +give/m);
});

test.each([
  [
    'no options',
    ['hand-over'],
    LIST,
    '--from is missing; set it to the name of a field manager, such as helm or kubectl',
  ],
  ['no --to', ['hand-over', '--from', 'helm'], LIST, '--to is missing; set it to the name of a field manager'],
  ['an empty --to', ['hand-over', '--from', 'helm', '--to='], LIST, '--to is missing; set it to '],
  ['an unknown option', [...TO_KUBECTL, '--form', 'x'], LIST, 'unknown option --form, did you mean --from?'],
  ['two files', [...TO_KUBECTL, 'a', 'b'], LIST, 'accepts one FILE, got 2 arguments; remove the others'],
  ['a missing file', [...TO_KUBECTL, 'missing.json'], '', 'cannot read missing.json: no such file or directory'],
  ['an empty input', TO_KUBECTL, '', 'standard input is empty; check that the command before the pipe printed objects'],
  [
    'YAML',
    TO_KUBECTL,
    'kind: Secret\ndata: {password: hunter2}\n',
    'standard input is not JSON; add -o json to kubectl get',
  ],
  [
    'JSON of something else',
    TO_KUBECTL,
    '{"password":"hunter2"}',
    'standard input must contain Kubernetes objects only',
  ],
  [
    'a list with null',
    TO_KUBECTL,
    '{"items":[null]}',
    'standard input must contain Kubernetes objects only, as kubectl',
  ],
  [
    'objects without managed fields',
    TO_KUBECTL,
    JSON.stringify({ ...SECRET, metadata: { name: 'portal' } }),
    'no object has metadata.managedFields; add --show-managed-fields to kubectl get',
  ],
  [
    'a manager without fields',
    ['hand-over', '--from', 'kubectl', '--to', 'helm'],
    LIST,
    'no object has fields of kubectl; set --from to one of helm',
  ],
])('refuses %s with one message, prints no objects, and shows no secret', (_, args, input, message) => {
  const { status, stdout, stderr } = run(args, input);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`backstage-synth: ${message}`);
  expect(stderr).toMatch(/\nSee backstage-synth hand-over --help\n$/);
  expect(stderr).not.toMatch(/hunter2|aHVudGVyMg/);
});
