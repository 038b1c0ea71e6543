import { schema } from '../../lib/lines/0.11/schema';
import { meantKeys } from '../../lib/values/meant-keys';
import { flag, section, text } from '../../lib/values/node';

const backstage = schema.properties.backstage.properties;

test.each([
  ['imagePullPolicy', 'image.pullPolicy'],
  ['imagePulPolicy', 'image.pullPolicy'],
  ['imagetag', 'image.tag'],
  ['pullPolcy', 'image.pullPolicy'],
  ['serviceAccountName', 'serviceAccount.name'],
  ['postgresql', 'database.postgresql'],
  ['replicaz', 'replicas'],
  ['Ingress', 'ingress'],
])('%s was meant to be %s', (key, meant) => {
  expect(meantKeys(key, backstage)?.join('.')).toBe(meant);
});

test.each(['labels', 'name', 'nonsense', ''])('%j is near no key, or near that of several maps', (key) => {
  expect(meantKeys(key, backstage)).toBeUndefined();
});

const { properties } = section('Keys.', {
  names: text('Names.'),
  service: section('Section.', { name: text('Name.'), port: text('Port.'), enabled: flag('Flag.') }),
  servicePorts: text('Ports.'),
  metrics: section('Section.', { enabled: flag('Flag.') }),
});

test.each([
  ['name', ['service', 'name']],
  ['nmes', ['names']],
  ['prot', ['service', 'port']],
  ['servicePort', ['service', 'port']],
  ['servicePortz', ['servicePorts']],
  ['metricsEnabled', ['metrics', 'enabled']],
  ['enabled', undefined],
])(
  '%s was meant to be %j: what is called so a level down comes first, then what is near on its own level',
  (key, meant) => {
    expect(meantKeys(key, properties)).toEqual(meant);
  },
);
