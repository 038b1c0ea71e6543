import type { ChartVersion } from '../../../../lib';
import { parseValues } from '../../../../lib/app/load-values';
import { disabled, error, found, type Values } from '../support';

const refused = (path: string, message: string, fix: string) => error('other-components', path, message, fix);

/** Returns values as in a file, whose content the types refuse. */
// A copy does not know its file, so findings have no places.
const yaml = (text: string): Values => ({ ...parseValues(Buffer.from(text), 'values.yaml') });

const single = (got: unknown) =>
  refused(
    'clusterGateway.replicas',
    `must be 1, because each agent is connected to one pod; got ${got}`,
    'set it to 1',
  );

const SECRET = refused(
  'portalAssistant.llm.secretName',
  'is required, because portalAssistant.enabled is true',
  'set it to the name of the Secret that contains PORTAL_ASSISTANT_LLM_API_KEY, or set portalAssistant.enabled to false',
);

const MODEL = refused(
  'portalAssistant.llm.modelName',
  'is required, because portalAssistant.enabled is true',
  'set it to the name of a model, such as openai:gpt-4o-mini, or set portalAssistant.enabled to false',
);

test.each([0, 2])('refuses %d replicas of the cluster gateway in chart 1.2', (replicas) => {
  expect(found({ clusterGateway: { replicas } })).toEqual([single(replicas)]);
});

test.each(['clusterGateway: {replicas: null}', 'clusterGateway: null'])('refuses %s in chart 1.2', (text) => {
  expect(found(yaml(text))).toEqual([single('null')]);
});

test.each<ChartVersion>(['1.0.5', '1.1.6'])(
  'accepts several replicas of the cluster gateway in chart %s',
  (version) => {
    const options = { chartVersion: version };
    expect(found({ clusterGateway: { replicas: 2 } }, options)).toEqual([]);
    expect(found(yaml('clusterGateway: {replicas: null}'), options)).toEqual([]);
    expect(found({ clusterGateway: { replicas: 0 } }, options)).toEqual([
      refused('clusterGateway.replicas', 'must be at least 1, got 0', 'set it to 1 or more'),
    ]);
  },
);

test.each<ChartVersion>(['1.1.6', '1.2.3'])('refuses an assistant without a model in chart %s', (version) => {
  const options = { chartVersion: version };
  expect(found({ portalAssistant: { enabled: true } }, options)).toEqual([SECRET, MODEL]);
  expect(found({ portalAssistant: { enabled: true, llm: { secretName: 'llm' } } }, options)).toEqual([MODEL]);
  expect(found(yaml('portalAssistant: {enabled: true, llm: null}'), options)).toEqual([SECRET, MODEL]);
});

test.each<ChartVersion>(['1.1.6', '1.2.3'])('refuses a null name and port of the assistant in chart %s', (version) => {
  expect(found(yaml('portalAssistant: {name: null, service: {port: null}}'), { chartVersion: version })).toEqual(
    ['portalAssistant.name', 'portalAssistant.service.port'].map((path) =>
      refused(path, 'must have a value, got null', 'set it, or remove it to use the default'),
    ),
  );
});

test.each<Values>([
  { clusterGateway: { replicas: 1 } },
  { portalAssistant: { enabled: false } },
  { portalAssistant: { llm: { secretName: '' } } },
  { portalAssistant: { enabled: true, llm: { secretName: 'llm', modelName: 'openai:gpt-4o-mini' } } },
  { portalAssistant: { name: '' } },
])('accepts %j', (values) => {
  expect(found(values)).toEqual([]);
});

test('accepts other keys of the cluster gateway and of the model', () => {
  expect(found(yaml('clusterGateway: {tls: {enabled: true}}\nportalAssistant: {llm: {baseUrl: a}}'))).toEqual([]);
});

test('refuses them although the portal is disabled, because Helm then installs nothing', () => {
  expect(found(disabled({ clusterGateway: { replicas: 2 } }))).toEqual([single(2)]);
});

test('accepts them if the rule is switched off', () => {
  const values = { clusterGateway: { replicas: 2 }, portalAssistant: { enabled: true } };
  expect(found(values, { allow: ['other-components'] })).toEqual([]);
});

test('reports only the unknown section in chart 1.0, which has no assistant', () => {
  const values = yaml('portalAssistant: {enabled: true, name: null}');
  expect(found(values, { chartVersion: '1.0.5' }).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'schema portalAssistant',
  ]);
});
