import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import fc from 'fast-check';
import { WireObject } from '../lib/wire-object';

/** What cdk8s renders of an object, and what is rendered here, or what they say is wrong. */
function both(content: object, change: (object: ApiObject) => void = () => undefined, app = () => new App()) {
  return [ApiObject, WireObject].map((Type) => {
    const chart = new Chart(app(), 'chart', { namespace: 'portal', labels: { team: 'a' } });
    const object = new Type(chart, 'Object', {
      apiVersion: 'v1',
      kind: 'Test',
      metadata: { name: 'test' },
      ...content,
    });
    change(object);
    try {
      return JSON.stringify(object.toJson());
    } catch (error) {
      return String(error);
    }
  });
}

function expectSame([theirs, ours]: (string | undefined)[]) {
  expect(ours).toBe(theirs);
}

class Own {
  readonly value = 'own';
}

test.each<[string, object]>([
  ['keys in another order', { spec: { b: 1, a: [{ d: 1, c: 2 }] }, data: {} }],
  ['null, undefined and what is empty', { spec: { a: null, b: undefined, c: [null, undefined, {}], d: {}, e: '' } }],
  ['lazy values', { spec: { a: Lazy.any({ produce: () => ({ c: 1, b: [Lazy.any({ produce: () => 'x' })] }) }) } }],
  ['lazy values that produce nothing', { spec: { a: Lazy.any({ produce: () => undefined }) } }],
  ['a lazy value that fails', { spec: { a: Lazy.any({ produce: fail }) } }],
  ['an amount of cdk8s-plus', { spec: { a: kplus.k8s.Quantity.fromString('1') } }],
  ['a token', { spec: { a: { resolve: () => ({ b: 1 }) } } }],
  ['an object of a class', { spec: { a: new Own() } }],
  ['an object without prototype', { spec: Object.assign(Object.create(null), { a: 1 }) }],
  ['a list on top', { rules: [{ b: 1, a: 2 }], aaa: 1 }],
])('renders what cdk8s renders: %s', (_, content) => {
  expectSame(both(content));
});

function fail(): never {
  throw new Error('cannot be produced');
}

test('renders what cdk8s renders, of any data', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue({ maxDepth: 4 })), (spec) =>
      expectSame(both({ spec })),
    ),
    { numRuns: 200 },
  );
});

test('what is wire format is not left to cdk8s, which takes longer', () => {
  const theirs = jest.spyOn(ApiObject.prototype, 'toJson');
  const app = new App();
  const content = { spec: { a: [{ b: 'x' }, 1, null], c: Lazy.any({ produce: () => ({ d: true }) }) } };
  new WireObject(new Chart(app, 'chart'), 'Object', { apiVersion: 'v1', kind: 'Test', ...content }).toJson();
  expect(theirs).not.toHaveBeenCalled();
  theirs.mockRestore();
});

test('metadata that comes later is rendered', () => {
  expectSame(
    both({}, ({ metadata }) => {
      metadata.addLabel('a', 'b');
      metadata.addAnnotation('c', 'd');
      metadata.addFinalizers('e');
      metadata.add('generateName', 'f');
    }),
  );
});

test('patches are applied in their order', () => {
  const patches = [
    JsonPatch.add('/spec/b', 1),
    JsonPatch.move('/spec/b', '/aaa'),
    JsonPatch.remove('/metadata/labels'),
  ];
  const patched = both({ spec: { a: 1 } }, (object) => object.addJsonPatch(...patches));
  expectSame(patched);
  expect(patched[1]).toContain('"aaa":1');
});

test('a patch that does not apply fails as it does in cdk8s', () => {
  const failed = both({}, (object) => object.addJsonPatch(JsonPatch.test('/kind', 'Other')));
  expectSame(failed);
  expect(failed[1]).toContain('Failed serializing construct');
});

test("resolvers of the user's app are asked", () => {
  const resolver: IResolver = {
    resolve: (context) => {
      if (context.value === 'secret') {
        context.replaceValue('resolved');
      }
    },
  };
  const resolved = both({ spec: { a: 'secret' } }, undefined, () => new App({ resolvers: [resolver] }));
  expectSame(resolved);
  expect(resolved[1]).toContain('"a":"resolved"');
});

test('CDK8S_DISABLE_SORT keeps the order of keys', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  const unsorted = both({ spec: { b: 1, a: 1 } });
  delete process.env.CDK8S_DISABLE_SORT;
  expectSame(unsorted);
  expect(unsorted[1]).toContain('"b":1,"a":1');
});
