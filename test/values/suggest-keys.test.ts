import { schema } from '../../lib/lines/0.11/schema';
import { flag, section, text } from '../../lib/values/node';
import { suggestKeys } from '../../lib/values/suggest-keys';

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
])('suggests for %s the key %s', (key, suggestion) => {
  expect(suggestKeys(key, backstage)?.join('.')).toBe(suggestion);
});

test.each(['labels', 'name', 'nonsense', ''])(
  'suggests nothing for %j, which is similar to no key or to keys of several maps',
  (key) => {
    expect(suggestKeys(key, backstage)).toBeUndefined();
  },
);

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
  'suggests for %s the path %j: first a key of a section with the same name, then a similar key of the same map',
  (key, suggestion) => {
    expect(suggestKeys(key, properties)).toEqual(suggestion);
  },
);
