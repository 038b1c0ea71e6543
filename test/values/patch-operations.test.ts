import { checkValues } from '../../lib/app/check-values';
import type { Values } from '../../lib/lines/0.11/schema';
import { ValuesError } from '../../lib/values/finding';
import { malformedPatches, patchOperation } from '../../lib/values/patch-operations';
import { processorTime } from '../processor-time';
import { effective } from './support';

type Patch = NonNullable<NonNullable<Values['backstage']>['patches']>[number];
type Operation = NonNullable<NonNullable<NonNullable<Patch>['patch']>[number]>;

const patching = (...patch: Operation[]): Values => ({
  backstage: { patches: [{ target: { kind: 'Deployment', name: 'openchoreo-ui' }, patch }] },
});

const malformed = (values: Values) => [...malformedPatches('backstage.patches', effective(values).backstage.patches)];

const found = (...patch: Operation[]) => malformed(patching(...patch));

const violation = (path: string, message: string, fix: string) => ({
  path: `backstage.patches[0].patch${path}`,
  message,
  fix,
});

const noPointer = (path: string, got: string) =>
  violation(
    path,
    `must be a JSON pointer, got ${JSON.stringify(got)}`,
    'write it as a JSON pointer, for example /spec/replicas',
  );

const noValue = (position: number, op: string) =>
  violation(`[${position}].value`, `is required for the operation ${op}`, 'add value');

test.each([{}, { backstage: { patches: null } }, { backstage: { patches: [] } }])(
  'finds no malformed patch in %j',
  (values) => {
    expect(malformed(values)).toEqual([]);
  },
);

test('accepts a patch without operations', () => {
  expect(found()).toEqual([]);
});

test.each<Operation>([
  { op: 'add', path: '/spec/replicas', value: 2 },
  { op: 'replace', path: '/spec/replicas', value: 2 },
  { op: 'test', path: '/spec/replicas', value: 1 },
  { op: 'remove', path: '/spec/replicas' },
  { op: 'move', path: '/metadata/labels/a', from: '/metadata/labels/b' },
  { op: 'copy', path: '/metadata/labels/a', from: '/metadata/labels/b' },
])('accepts the operation %j', (operation) => {
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
])('accepts %j as path', (path) => {
  expect(found({ op: 'remove', path })).toEqual([]);
});

test.each(['move', 'copy'] as const)('requires from for the operation %s', (op) => {
  expect(found({ op, path: '/a' })).toEqual([noPointer('[0].from', '')]);
  expect(found({ op, path: '/a', from: null })).toEqual([noPointer('[0].from', '')]);
  expect(found({ op, path: '/a', from: 'b' })).toEqual([noPointer('[0].from', 'b')]);
});

test.each(['add', 'replace', 'test'] as const)('requires a value for the operation %s', (op) => {
  expect(found({ op, path: '/a' })).toEqual([noValue(0, op)]);
});

test.each([null, false, 0, '', [], {}])('accepts %j as value', (value) => {
  expect(found({ op: 'add', path: '/a', value })).toEqual([]);
});

test.each(['add', 'remove', 'replace', 'test'] as const)('ignores from for the operation %s', (op) => {
  expect(found({ op, path: '/a', from: 'b', value: 1 })).toEqual([]);
});

test('reports every problem of the patches, each with its path', () => {
  const target = { kind: 'Deployment', name: 'openchoreo-ui' };
  const patches = [
    { target, patch: [{ op: 'remove', path: '/a' } as const] },
    { target, patch: [{ op: 'remove', path: '/a' } as const, { op: 'add', path: 'a' } as const] },
    { target, patch: [{ op: 'copy', path: 'a', from: 'b' } as const] },
  ];
  expect(malformed({ backstage: { patches } }).map(({ path }) => path)).toEqual([
    'backstage.patches[1].patch[1].path',
    'backstage.patches[1].patch[1].value',
    'backstage.patches[2].patch[0].path',
    'backstage.patches[2].patch[0].from',
  ]);
});

test('does not show values of a patch', () => {
  const findings = found({ op: 'add', path: 'a', value: 'hunter2' }, { op: 'move', path: '/a', value: 'hunter2' });
  expect(findings).toHaveLength(2);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test('checks a long pointer quickly, even if it is wrong at its end', () => {
  const path = '/a'.repeat(27);
  const time = processorTime(() => expect(found({ op: 'remove', path: `${path}~` })).toHaveLength(1));
  expect(time).toBeLessThan(500);
});

describe('malformed patches are refused', () => {
  const refused = (values: Values, allow: readonly string[]) => {
    try {
      checkValues(values, { allow });
    } catch (error) {
      if (error instanceof ValuesError) {
        return error.findings;
      }
      throw error;
    }
    return [];
  };
  const secret: Values = { backstage: { backendSecret: 'kept-for-tests-kept-for-tests' } };
  const wrong: Values = { backstage: { ...secret.backstage, ...patching({ op: 'add', path: 'a' }).backstage } };

  test.each([[], ['*'], ['kubernetes-fields']])('with %j allowed', (...allow) => {
    expect(refused(wrong, allow)).toEqual(
      [noPointer('[0].path', 'a'), noValue(0, 'add')].map((finding) => ({
        rule: 'schema',
        severity: 'error',
        ...finding,
      })),
    );
  });

  test('without Backstage, because patches also change the route of the API', () => {
    expect(refused({ backstage: { ...wrong.backstage, enabled: false } }, [])).toHaveLength(2);
  });

  test('only after all patches fit the schema', () => {
    const patches = [...(wrong.backstage?.patches ?? []), { target: {}, patch: [] }];
    const values = { backstage: { ...secret.backstage, patches } } as Values;
    expect(refused(values, ['*']).map(({ path }) => path)).toEqual([
      'backstage.patches[1].target.kind',
      'backstage.patches[1].target.name',
    ]);
  });
});

describe('an operation with unused members', () => {
  const given = { path: '/a', from: '/b', value: 1 };

  test.each(['add', 'replace', 'test'] as const)('loses from for the operation %s', (op) => {
    expect(patchOperation({ op, ...given })).toStrictEqual({ op, path: '/a', value: 1 });
  });

  test.each(['move', 'copy'] as const)('loses its value for the operation %s', (op) => {
    expect(patchOperation({ op, ...given })).toStrictEqual({ op, path: '/a', from: '/b' });
  });

  test('loses both for the operation remove', () => {
    expect(patchOperation({ op: 'remove', ...given })).toStrictEqual({ op: 'remove', path: '/a' });
  });
});

test.each([null, false, 0, '', []])('an operation keeps the value %j', (value) => {
  expect(patchOperation({ op: 'add', path: '/a', value })).toStrictEqual({ op: 'add', path: '/a', value });
});
