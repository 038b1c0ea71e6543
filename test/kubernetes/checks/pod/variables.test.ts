import { containerRefusals } from './refusals';

const FIELDS =
  "metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, metadata.labels['<key>'], metadata.annotations['<key>']";

function variable(members: object, version?: string): string[] {
  return containerRefusals({ env: [{ name: 'A', ...members }] }, version);
}

function source(valueFrom: object): string[] {
  return variable({ valueFrom }).map((text) => text.replace('env[0].valueFrom.', ''));
}

describe('a variable is refused', () => {
  test.each<[string, object, string[]]>([
    ['without a name', { name: undefined }, ['env[0].name: is required']],
    ['with an empty name', { name: '' }, ['env[0].name: must not be empty']],
    [
      'with = in its name, and the message hides what follows',
      { name: 'A=secret' },
      ['env[0].name: must be printable ASCII characters without =, got "A…"'],
    ],
    [
      'with a line break in its name',
      { name: 'A\nB' },
      ['env[0].name: must be printable ASCII characters without =, got "A…"'],
    ],
    [
      'with letters that are not ASCII',
      { name: 'Ä' },
      ['env[0].name: must be printable ASCII characters without =, got "Ä"'],
    ],
    ['with a NUL character in its value', { value: 'secret\0' }, ['env[0].value: must not contain a NUL character']],
    [
      'with a value and a source',
      { value: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ['env[0].valueFrom: must not be set, because value is set'],
    ],
    ['with a number as value', { value: 1 }, ['env[0].value: must be a string, got a number (not shown)']],
  ])('%s', (_, members, refused) => {
    expect(variable(members)).toEqual(refused);
  });

  test.each(['9 x', 'a b', '.', '..a', '%'])('with the name %s before Kubernetes 1.32 only', (name) => {
    expect(variable({ name })).toEqual([]);
    expect(variable({ name }, '1.31')).toHaveLength(1);
    expect(variable({ name }, '1.32')).toEqual([]);
  });
});

describe('the source of a variable is refused', () => {
  test.each<[string, object, string[]]>([
    [
      'if it is empty',
      {},
      ['env[0].valueFrom: must have one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef'],
    ],
    [
      'if there are two',
      { secretKeyRef: { name: 'a', key: 'b' }, configMapKeyRef: { name: 'a', key: 'b' } },
      ['secretKeyRef: must not be set, because configMapKeyRef is set'],
    ],
    [
      'if it is no field that a variable can have',
      { fieldRef: { fieldPath: 'metadata.labels' } },
      [`fieldRef.fieldPath: must be one of ${FIELDS}, got a string (not shown)`],
    ],
    [
      'if the key of a label is invalid',
      { fieldRef: { fieldPath: "metadata.labels['a b']" } },
      [
        'fieldRef.fieldPath: must have a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /',
      ],
    ],
    [
      'if the version of the field is unknown',
      { fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } },
      ['fieldRef.apiVersion: must be v1, got a string (not shown)'],
    ],
    [
      'if the resource is unknown',
      { resourceFieldRef: { resource: 'cpu' } },
      ['resourceFieldRef.resource: must be limits. or requests. and the name of a resource, got a string (not shown)'],
    ],
    [
      'if the divisor does not fit',
      { resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } },
      ['resourceFieldRef.divisor: must be one of 1, 1m, got a string (not shown)'],
    ],
    ['without the name of a Secret', { secretKeyRef: { key: 'a' } }, ['secretKeyRef.name: is required']],
    ['with an empty key', { secretKeyRef: { name: 'a', key: '' } }, ['secretKeyRef.key: must not be empty']],
    [
      'with a path as key',
      { configMapKeyRef: { name: 'a', key: 'a/b' } },
      [
        'configMapKeyRef.key: must be a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and ., got a string (not shown)',
      ],
    ],
    [
      'with a file of an unknown volume',
      { fileKeyRef: { volumeName: 'dat', path: 'a', key: 'A' } },
      ['fileKeyRef.volumeName: must be the name of a volume of the pod, got a string (not shown)'],
    ],
    [
      'with a file of a claim',
      { fileKeyRef: { volumeName: 'claim', path: 'a', key: 'A' } },
      ['fileKeyRef.volumeName: must be the name of an emptyDir volume'],
    ],
  ])('%s', (_, valueFrom, refused) => {
    expect(source(valueFrom)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['the name of the node', { fieldRef: { fieldPath: 'spec.nodeName' } }],
    ['the older name of that field', { fieldRef: { fieldPath: 'spec.host' } }],
    ['a label', { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['example.com/a']" } }],
    ['an annotation with capitals in its prefix', { fieldRef: { fieldPath: "metadata.annotations['Example.com/a']" } }],
    ['huge pages', { resourceFieldRef: { resource: 'limits.hugepages-2Mi', divisor: '1Mi' } }],
    ['a divisor in another form', { resourceFieldRef: { resource: 'limits.cpu', divisor: '1000m' } }],
    ['a key of 253 characters', { secretKeyRef: { name: 'a.b', key: 'k'.repeat(253), optional: true } }],
    ['a file', { fileKeyRef: { volumeName: 'data', path: 'a/b', key: 'A B' } }],
  ])('unless it is %s', (_, valueFrom) => {
    expect(source(valueFrom)).toEqual([]);
  });
});

describe('a source of variables is refused', () => {
  test.each<[string, object, string[]]>([
    ['if it is empty', {}, ['envFrom[0]: must have one of configMapRef, secretRef']],
    [
      'if there are two',
      { configMapRef: { name: 'a' }, secretRef: { name: 'b' } },
      ['envFrom[0].secretRef: must not be set, because configMapRef is set'],
    ],
    ['without a name', { secretRef: {} }, ['envFrom[0].secretRef.name: is required']],
    [
      'with = in its prefix',
      { prefix: 'A=', secretRef: { name: 'a' } },
      ['envFrom[0].prefix: must be printable ASCII characters without =, got "A…"'],
    ],
  ])('%s', (_, entry, refused) => {
    expect(containerRefusals({ envFrom: [entry] })).toEqual(refused);
  });

  test('but its name may end with a hyphen', () => {
    expect(containerRefusals({ envFrom: [{ prefix: '', configMapRef: { name: 'a-' } }] })).toEqual([]);
  });
});
