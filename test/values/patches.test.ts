import { formatFindings, ValuesError } from '../../lib/values/finding';
import { malformedPatches } from '../../lib/values/patches';
import { resolveValues } from '../../lib/values/resolve';
import type { Values } from '../../lib/values/schema';
import { effective } from './support';

type Patch = NonNullable<NonNullable<Values['backstage']>['patches']>[number];
type Operation = NonNullable<NonNullable<NonNullable<Patch>['patch']>[number]>;

const patching = (...patch: Operation[]): Values => ({
  backstage: { patches: [{ target: { kind: 'Deployment', name: 'openchoreo-ui' }, patch }] },
});

const found = (...patch: Operation[]) => [...malformedPatches(effective(patching(...patch)))];

const finding = (path: string, message: string, mend: string) => ({
  rule: 'schema',
  severity: 'error',
  path: `backstage.patches[0].patch${path}`,
  message,
  mend,
});

const noPointer = (path: string, got: string) =>
  finding(path, `must be a JSON pointer, got ${JSON.stringify(got)}`, 'write it as /spec/replicas');

const noValue = (position: number, op: string) =>
  finding(`[${position}].value`, `is needed to ${op}, got none`, 'add value');

test.each([{}, { backstage: { patches: null } }, { backstage: { patches: [] } }])('finds nothing in %j', (values) => {
  expect([...malformedPatches(effective(values))]).toEqual([]);
});

test('finds nothing in a patch without operations', () => {
  expect(found()).toEqual([]);
});

test.each<Operation>([
  { op: 'add', path: '/spec/replicas', value: 2 },
  { op: 'replace', path: '/spec/replicas', value: 2 },
  { op: 'test', path: '/spec/replicas', value: 1 },
  { op: 'remove', path: '/spec/replicas' },
  { op: 'move', path: '/metadata/labels/a', from: '/metadata/labels/b' },
  { op: 'copy', path: '/metadata/labels/a', from: '/metadata/labels/b' },
])('finds nothing in %j', (operation) => {
  expect(found(operation)).toEqual([]);
});

test.each(['', 'spec', 'spec/replicas', '$.spec.replicas', ' /spec', '#/spec', '/a~', '/a~2b', '/~/a', '~1', '/a/b~b'])(
  'refuses %j as path',
  (path) => {
    expect(found({ op: 'remove', path })).toEqual([noPointer('[0].path', path)]);
  },
);

test.each([
  '/',
  '//',
  '/a',
  '/a~1b',
  '/a~0b',
  '/a~01',
  '/metadata/annotations/example.com~1owner',
  '/list/-',
  '/ ',
  '/é',
])('takes %j as path', (path) => {
  expect(found({ op: 'remove', path })).toEqual([]);
});

test.each(['move', 'copy'] as const)('asks for from to %s', (op) => {
  expect(found({ op, path: '/a' })).toEqual([noPointer('[0].from', '')]);
  expect(found({ op, path: '/a', from: null })).toEqual([noPointer('[0].from', '')]);
  expect(found({ op, path: '/a', from: 'b' })).toEqual([noPointer('[0].from', 'b')]);
});

test.each(['add', 'replace', 'test'] as const)('asks for a value to %s', (op) => {
  expect(found({ op, path: '/a' })).toEqual([noValue(0, op)]);
});

test.each([null, false, 0, '', [], {}])('takes %j for a value', (value) => {
  expect(found({ op: 'add', path: '/a', value })).toEqual([]);
});

test.each(['add', 'remove', 'replace', 'test'] as const)('does not look at from to %s', (op) => {
  expect(found({ op, path: '/a', from: 'b', value: 1 })).toEqual([]);
});

test('finds everything that is wrong, each at its place', () => {
  const target = { kind: 'Deployment', name: 'openchoreo-ui' };
  const patches = [
    { target, patch: [{ op: 'remove', path: '/a' } as const] },
    { target, patch: [{ op: 'remove', path: '/a' } as const, { op: 'add', path: 'a' } as const] },
    { target, patch: [{ op: 'copy', path: 'a', from: 'b' } as const] },
  ];
  expect([...malformedPatches(effective({ backstage: { patches } }))].map(({ path }) => path)).toEqual([
    'backstage.patches[1].patch[1].path',
    'backstage.patches[1].patch[1].value',
    'backstage.patches[2].patch[0].path',
    'backstage.patches[2].patch[0].from',
  ]);
});

test('shows no value', () => {
  const findings = found({ op: 'add', path: 'a', value: 'hunter2' }, { op: 'move', path: '/a', value: 'hunter2' });
  expect(findings).toHaveLength(2);
  expect(formatFindings(findings)).not.toContain('hunter2');
});

test('takes no time for a long pointer that is wrong at its end', () => {
  const path = '/a'.repeat(27);
  const before = performance.now();
  expect(found({ op: 'remove', path: `${path}~` })).toHaveLength(1);
  expect(performance.now() - before).toBeLessThan(500);
});

describe('nothing lets them pass', () => {
  const refused = (values: Values, allow: readonly string[]) => {
    try {
      resolveValues(values, { allow });
    } catch (error) {
      if (error instanceof ValuesError) {
        return error.findings;
      }
      throw error;
    }
    return [];
  };
  const secret: Values = { backstage: { backendSecret: 'kept-for-tests' } };
  const malformed: Values = { backstage: { ...secret.backstage, ...patching({ op: 'add', path: 'a' }).backstage } };

  test.each([[], ['*'], ['kubernetes-fields']])('not with allow %j', (...allow) => {
    expect(refused(malformed, allow)).toEqual([noPointer('[0].path', 'a'), noValue(0, 'add')]);
  });

  test('not without Backstage: the route of the API is patched, too', () => {
    expect(refused({ backstage: { ...malformed.backstage, enabled: false } }, [])).toHaveLength(2);
  });

  test('not where another patch does not fit the schema, whose finding is reported alone', () => {
    const patches = [...(malformed.backstage?.patches ?? []), { target: {}, patch: [] }];
    const values = { backstage: { ...secret.backstage, patches } } as Values;
    expect(refused(values, ['*']).map(({ path }) => path)).toEqual([
      'backstage.patches[1].target.kind',
      'backstage.patches[1].target.name',
    ]);
  });
});
