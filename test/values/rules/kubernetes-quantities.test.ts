import type { Values } from '../../../lib';
import { error, errors, misjudged, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;
type Resources = NonNullable<Backstage['resources']>;
type Budget = NonNullable<Backstage['podDisruptionBudget']>;

const RULE = 'kubernetes-quantities';

const resources = (given: Resources): Values => ({ backstage: { resources: given } });
const size = (given: string | null): Values => ({
  backstage: { database: { sqlite: { persistence: { enabled: true, size: given } } } },
});
const budget = (given: Budget): Values => ({ backstage: { podDisruptionBudget: { enabled: true, ...given } } });

const notAQuantity = (path: string, got: string, fix: string) =>
  error(RULE, path, `must be a quantity, got ${got}`, fix);
const CPU = 'write it as a quantity, for example 500m or 2';
const BYTES = 'write it as a quantity, for example 512Mi or 2Gi';

const aboveLimit = (name: string, limit: string | number, got: string) =>
  error(
    RULE,
    `backstage.resources.requests.${name}`,
    `must be at most the limit (${JSON.stringify(limit)}), got ${got}`,
    'lower the request, or raise the limit',
  );

const MALFORMED = [
  '',
  ' ',
  '-1',
  '-500m',
  '8 gigs',
  '1 Gi',
  ' 1Gi',
  '1Gi\n',
  '2gi',
  '2GB',
  '2K',
  '1ki',
  '1,5',
  '1_000',
  '1.2.3',
  '1e',
  '1e3Mi',
  '0x10',
  'Gi',
  'm',
  '.',
  'unlimited',
  'NaN',
  'Infinity',
  '50%',
];

const WELL_FORMED = [
  '500m',
  '1.5',
  '.5',
  '5.',
  '1',
  '+1',
  '0',
  '1e3',
  '1E3',
  '1e-3',
  '2Gi',
  '1500Mi',
  '100u',
  '1n',
  '3E',
  '1Ei',
];

describe('quantities of the container', () => {
  test.each(MALFORMED)('the limit of memory must not be %j', (memory) => {
    expect(errors(resources({ limits: { memory } }))).toEqual([
      notAQuantity('backstage.resources.limits.memory', JSON.stringify(memory), BYTES),
    ]);
  });

  test.each(MALFORMED)('the request of cpu must not be %j', (cpu) => {
    expect(errors(resources({ requests: { cpu } }))).toEqual([
      notAQuantity('backstage.resources.requests.cpu', JSON.stringify(cpu), CPU),
    ]);
  });

  test.each(WELL_FORMED)('a request and limit of storage may be %j', (storage) => {
    const amounts = { 'ephemeral-storage': storage };
    expect(errors(resources({ limits: amounts, requests: amounts }))).toEqual([]);
  });

  test('may be numbers, without quotes in YAML', () => {
    const given = '{limits: {cpu: 1.5, memory: 2147483648}, requests: {cpu: .5, memory: 1e9}}';
    expect(errors(yaml(`backstage: {resources: ${given}}`))).toEqual([]);
  });

  test('must not be negative numbers', () => {
    expect(errors(yaml('backstage: {resources: {limits: {cpu: -1}}}'))).toEqual([
      notAQuantity('backstage.resources.limits.cpu', '-1', CPU),
    ]);
  });

  test('are reported with brackets in the path of a resource such as example.com/gpu', () => {
    expect(errors(resources({ limits: { 'example.com/gpu': 'one' } }))).toEqual([
      notAQuantity('backstage.resources.limits["example.com/gpu"]', '"one"', BYTES),
    ]);
  });

  test('are all reported at once', () => {
    expect(errors(resources({ limits: { cpu: 'two', memory: '8 gigs' }, requests: { cpu: '' } }))).toEqual([
      notAQuantity('backstage.resources.limits.cpu', '"two"', CPU),
      notAQuantity('backstage.resources.limits.memory', '"8 gigs"', BYTES),
      notAQuantity('backstage.resources.requests.cpu', '""', CPU),
    ]);
  });

  test.each<Resources>([{}, { limits: {} }, { requests: {} }])('may keep their defaults with %j', (given) => {
    expect(errors(resources(given))).toEqual([]);
  });

  test('may be null as a whole', () => {
    expect(errors({ backstage: { resources: null } })).toEqual([]);
  });
});

describe.each(['initContainers', 'extraContainers'] as const)('quantities of %s', (list) => {
  const containers = (...given: (Resources | null)[]) =>
    yaml(
      JSON.stringify({ backstage: { [list]: given.map((each, index) => ({ name: `c${index}`, resources: each })) } }),
    );

  test('must be valid quantities of known resources', () => {
    const wrong = { limits: { cpu: 'two' }, requests: { memory: '8 gigs', gpu: '1' } };
    expect(errors(containers({}, wrong))).toEqual([
      notAQuantity(`backstage.${list}[1].resources.limits.cpu`, '"two"', CPU),
      notAQuantity(`backstage.${list}[1].resources.requests.memory`, '"8 gigs"', BYTES),
      error(
        RULE,
        `backstage.${list}[1].resources.requests.gpu`,
        'is not a resource that Kubernetes knows',
        'use cpu, memory, ephemeral-storage, or the full name of an extended resource, such as example.com/name',
      ),
    ]);
  });

  test('may be anything that Kubernetes accepts, or missing', () => {
    const amounts = { cpu: '500m', memory: '1Gi', 'nvidia.com/gpu': '1' };
    expect(
      errors(containers({ limits: amounts, requests: amounts }, { limits: amounts }, { requests: amounts })),
    ).toEqual([]);
    expect(errors(containers({}, null, { limits: null, requests: null }))).toEqual([]);
    expect(errors({ backstage: { [list]: [{ name: 'bare' }] } })).toEqual([]);
    expect(errors({ backstage: { [list]: null } })).toEqual([]);
  });
});

describe('the size of a volume in the pod', () => {
  const volumes = (...sizeLimits: (string | undefined)[]): Values => ({
    backstage: { extraVolumes: sizeLimits.map((sizeLimit, index) => ({ name: `v${index}`, emptyDir: { sizeLimit } })) },
  });

  test.each(MALFORMED)('must not be %j', (sizeLimit) => {
    const got = JSON.stringify(sizeLimit);
    expect(errors(volumes('1Gi', sizeLimit))).toEqual([
      notAQuantity('backstage.extraVolumes[1].emptyDir.sizeLimit', got, BYTES),
    ]);
    expect(errors({ backstage: { tmp: { sizeLimit } } })).toEqual([
      notAQuantity('backstage.tmp.sizeLimit', got, BYTES),
    ]);
  });

  test('may be any quantity, or missing', () => {
    expect(errors(volumes('1Gi', '0', undefined))).toEqual([]);
    expect(errors({ backstage: { tmp: { sizeLimit: '64Mi' } } })).toEqual([]);
    expect(errors({ backstage: { tmp: {} } })).toEqual([]);
    expect(errors({ backstage: { extraVolumes: [{ name: 'a' }, { name: 'b', configMap: { name: 'c' } }] } })).toEqual(
      [],
    );
    expect(errors({ backstage: { extraVolumes: null } })).toEqual([]);
  });
});

describe('a request', () => {
  test.each([
    ['cpu', '3', '2500m'],
    ['cpu', '2001m', '2'],
    ['cpu', '1.5', '1'],
    ['cpu', '1m', '0'],
    ['memory', '3Gi', '3G'],
    ['memory', '1025Mi', '1Gi'],
    ['memory', '1Ti', '1023Gi'],
    ['memory', '1e10', '2Gi'],
    ['memory', '2147483649', '2Gi'],
  ])('of %s must not be %s with a limit of %s', (name, request, limit) => {
    expect(errors(resources({ requests: { [name]: request }, limits: { [name]: limit } }))).toEqual([
      aboveLimit(name, limit, JSON.stringify(request)),
    ]);
  });

  test('must not be above the default limit', () => {
    expect(errors(resources({ requests: { memory: '3Gi' } }))).toEqual([aboveLimit('memory', '2Gi', '"3Gi"')]);
  });

  test('must not keep its default above a lowered limit', () => {
    expect(errors(resources({ limits: { cpu: '100m' } }))).toEqual([aboveLimit('cpu', '100m', '"200m"')]);
  });

  test.each([
    ['cpu', '2', '2000m'],
    ['cpu', '2000m', '2'],
    ['cpu', '1000m', '1'],
    ['memory', '1Gi', '1024Mi'],
    ['memory', '1G', '1Gi'],
    ['memory', '1e9', '1G'],
    ['memory', '2147483648', '2Gi'],
  ])('of %s may be %s with a limit of %s', (name, request, limit) => {
    expect(errors(resources({ requests: { [name]: request }, limits: { [name]: limit } }))).toEqual([]);
  });

  test.each([
    ['102m', '0.102'],
    ['350m', '0.35'],
    ['1100m', '1.1'],
    ['1.1', '1100m'],
    ['2.3', '2300m'],
    ['4100m', '4.1'],
  ])('of cpu may be %s with the equal limit of %s', (request, limit) => {
    expect(errors(resources({ requests: { cpu: request }, limits: { cpu: limit } }))).toEqual([]);
  });

  test('may be anything without a limit', () => {
    expect(errors(yaml('backstage: {resources: {limits: {cpu: null}, requests: {cpu: 64}}}'))).toEqual([]);
  });
});

describe('the size of the claim', () => {
  const noStorage = (got: string) =>
    error(
      RULE,
      'backstage.database.sqlite.persistence.size',
      `must be a quantity above 0, got ${got}`,
      'write it as a quantity, for example 1Gi or 500Mi',
    );

  test.each([...MALFORMED, '0', '0Gi'])('must not be %j', (given) => {
    expect(errors(size(given))).toEqual([noStorage(JSON.stringify(given))]);
  });

  test('must not be null', () => {
    expect(errors(size(null))).toEqual([noStorage('no value')]);
  });

  test.each(['1Gi', '500Mi', '.5Gi', '1e9', '1073741824', '1'])('may be %s', (given) => {
    expect(errors(size(given))).toEqual([]);
  });

  test('is ignored without persistence, or on PostgreSQL', () => {
    const sqlite = { persistence: { enabled: false, size: '8 gigs' } };
    const postgresql = { host: 'postgres', password: 'hunter2' };
    expect(errors({ backstage: { database: { sqlite } } })).toEqual([]);
    expect(
      errors({
        backstage: {
          database: { type: 'postgresql', postgresql, sqlite: { persistence: { enabled: true, size: '' } } },
        },
      }),
    ).toEqual([]);
  });
});

describe.each(['minAvailable', 'maxUnavailable'] as const)('%s of the PodDisruptionBudget', (key) => {
  const only = (count: string | number): Budget => ({ minAvailable: null, [key]: count });
  const refused = (got: string) =>
    error(
      RULE,
      `backstage.podDisruptionBudget.${key}`,
      `must be a number of pods or a percentage, got ${got}`,
      'write it as a number or a percentage, for example 1 or "50%"',
    );

  test('must not be malformed', () => {
    expect(
      misjudged(
        [-1, 'all', 'x1', '1.5', '-5%', '5.5%', '50 %', '%', '50%%', '101%', '1000%'],
        (count) => errors(budget(only(count))),
        (count) => [refused(JSON.stringify(count))],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(
      misjudged([0, 1, 25, '1', '25', '0%', '1%', '50%', '100%', ''], (count) => errors(budget(only(count)))),
    ).toEqual([]);
  });

  test('is ignored in a disabled budget', () => {
    expect(errors(budget({ ...only('all'), enabled: false }))).toEqual([]);
  });
});

describe('the value of the PriorityClass', () => {
  const priority = (value: number): Values => ({ backstage: { priorityClass: { create: true, value } } });

  test.each([1000000001, 2000000000, -2147483649])(
    'must not be %d, which is out of range or reserved by Kubernetes',
    (value) => {
      expect(errors(priority(value))).toEqual([
        error(
          RULE,
          'backstage.priorityClass.value',
          `must be an integer from -2147483648 to 1000000000, got ${value}`,
          'set it to a value in this range; Kubernetes reserves values above 1000000000',
        ),
      ]);
    },
  );

  test.each([-2147483648, -10, 0, 1000000000])('may be %d', (value) => {
    expect(errors(priority(value))).toEqual([]);
  });

  test('may be anything if no PriorityClass is rendered', () => {
    expect(errors({ backstage: { priorityClass: { create: false, value: 2000000000 } } })).toEqual([]);
  });
});

test('accepts a malformed quantity if the rule is switched off', () => {
  expect(errors(resources({ limits: { memory: '8 gigs' } }), { allow: [RULE] })).toEqual([]);
});

test('ignores the quantities if Backstage is disabled', () => {
  const values = resources({ limits: { memory: '8 gigs' } });
  expect(errors({ backstage: { ...values.backstage, enabled: false } })).toEqual([]);
});

test.each(['memroy', 'storage', 'gpu', 'mycpu', 'cpus', 'hugepages-'])('a resource must not be called %s', (name) => {
  expect(errors({ backstage: { resources: { limits: { [name]: '1' } } } })).toEqual([
    error(
      'kubernetes-quantities',
      `backstage.resources.limits.${name}`,
      'is not a resource that Kubernetes knows',
      'use cpu, memory, ephemeral-storage, or the full name of an extended resource, such as example.com/name',
    ),
  ]);
});

test.each(['ephemeral-storage', 'hugepages-2Mi', 'nvidia.com/gpu'])('a resource may be called %s', (name) => {
  expect(errors({ backstage: { resources: { limits: { [name]: '1' } } } })).toEqual([]);
});

test('null is accepted for optional quantities', () => {
  const given = `backstage:
    tmp: {sizeLimit: null}
    extraVolumes: [{name: scratch, emptyDir: {sizeLimit: null}}]
    initContainers: [{name: setup, image: setup:1.0.0, resources: {limits: {memory: null}}}]`;
  expect(errors(yaml(given))).toEqual([]);
});

test('refuses amounts of the registration Job, if the Job is rendered', () => {
  const registration = (enabled: boolean): Values => ({
    backstage: { auth: { registration: { enabled, resources: { limits: { memory: '8 gigs' } } } } },
  });
  expect(errors(registration(true))).toEqual([
    notAQuantity('backstage.auth.registration.resources.limits.memory', '"8 gigs"', BYTES),
  ]);
  expect(errors(registration(false))).toEqual([]);
});
