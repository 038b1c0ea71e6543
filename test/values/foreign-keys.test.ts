import type { ChartVersion } from '../../lib';
import { lineOf } from '../../lib/lines';
import { explainForeignKey } from '../../lib/values/foreign-keys';
import { mergeValues, type YamlMap } from '../../lib/values/merge';
import { validate } from '../../lib/values/validate';

/** Returns values with one value at a path. */
function at(path: string): YamlMap {
  return path.split('.').reduceRight<YamlMap | null>((below, key) => ({ [key]: below }), null) ?? {};
}

/** Returns message and fix for a key in values of a chart version. */
function explained(path: string, version: ChartVersion): string[] {
  return validate(lineOf(version).schema, at(path))
    .filter((finding) => finding.path === path)
    .map(({ message, fix }) => `${message}; ${fix}`);
}

describe.each<ChartVersion>(['0.11.0', '1.0.5', '1.1.6', '1.2.3'])('in chart %s', (version) => {
  test.each([
    ['backstage.args', 'backstage.extraArgs', 'rename it to extraArgs'],
    ['backstage.extraEnvVars', 'backstage.extraEnv', 'rename it to extraEnv'],
    [
      'backstage.image.pullSecrets',
      'backstage.imagePullSecrets',
      'list each name in backstage.imagePullSecrets as name: NAME',
    ],
    [
      'backstage.extraEnvVarsSecrets',
      'backstage.envFrom',
      'list each name in backstage.envFrom as secretRef: { name: NAME }',
    ],
    [
      'backstage.extraEnvVarsCM',
      'backstage.envFrom',
      'list each name in backstage.envFrom as configMapRef: { name: NAME }',
    ],
    ['backstage.extraAppConfig', 'backstage.appConfig', 'write the content of the files in backstage.appConfig'],
    ['commonLabels', 'global.commonLabels', 'move it to global.commonLabels'],
    ['serviceAccount', 'backstage.serviceAccount', 'move it to backstage.serviceAccount'],
    ['openchoreoApi.authServerBaseUrl', 'security.authServerBaseUrl', 'move it to security.authServerBaseUrl'],
  ])('%s is %s', (path, here, fix) => {
    expect(explained(path, version)).toEqual([`unknown key, here it is ${here}; ${fix}`]);
  });
});

test.each<[ChartVersion, string, string]>([
  ['0.11.0', 'ingress', 'backstage.ingress'],
  ['1.2.3', 'ingress', 'backstage.http'],
  ['0.11.0', 'backstage.http', 'backstage.ingress'],
  ['1.2.3', 'backstage.ingress', 'backstage.http'],
])('in chart %s, %s is %s', (version, path, here) => {
  expect(explained(path, version)[0]).toMatch(`unknown key, here it is ${here}; `);
});

test.each([
  ['backstage.backendSecret', 'backend-secret'],
  ['backstage.auth.clientSecret', 'client-secret'],
  ['backstage.database.postgresql.password', 'postgres-password'],
])('the value of %s of older charts belongs into the Secret, under the key %s', (path, key) => {
  expect(explained(path, '1.2.3')).toEqual([
    `unknown key; a Secret contains the value; remove it, and add the value to the Secret that backstage.secretName names, under the key ${key}`,
  ]);
});

test.each<ChartVersion>(['1.1.6', '1.2.3'])('names the key that chart %s has for a documented one', (version) => {
  expect(explained('backstage.features.assistant.perchAgentUrl', version)).toEqual([
    "is named in OpenChoreo's documentation, but the chart reads backstage.features.assistant.portalAssistantUrl instead; rename it to portalAssistantUrl",
  ]);
  expect(explained('features.assistant', version)).toEqual([
    "is named in OpenChoreo's documentation, but the chart reads backstage.features.assistant instead; move it to backstage.features.assistant, and write perchAgentUrl as portalAssistantUrl",
  ]);
});

test.each<[ChartVersion, string, string]>([
  ['0.11.0', 'traefik', 'unknown key; this chart version has no Traefik; remove it; the Gateway routes the requests'],
  [
    '1.2.3',
    'thunder',
    'unknown key; this chart version has no Thunder; remove it, and write the endpoints of the identity provider in security.oidc',
  ],
  [
    '1.0.5',
    'features',
    'unknown key; only later chart versions have it; remove it, or set chartVersion to a later version',
  ],
  [
    '1.2.3',
    'backstage.externalSecret.target',
    'unknown key, here it is backstage.secretName; write its name as backstage.secretName',
  ],
  [
    '0.11.0',
    'global.imageRegistry',
    'unknown key, here it is backstage.image.registry; move it to backstage.image.registry',
  ],
])('explains in chart %s the key %s', (version, path, explanation) => {
  expect(explained(path, version)).toEqual([explanation]);
});

test('explains nothing that the schema cannot replace', () => {
  const { schema } = lineOf('1.0.5');
  expect(explainForeignKey('backstage.features.assistant.perchAgentUrl', schema)).toBeUndefined();
  expect(explainForeignKey('backstage.nonsense', schema)).toBeUndefined();
  expect(explainForeignKey('toString', schema)).toBeUndefined();
});

test('never shows a value', () => {
  const values = mergeValues([at('backstage.auth'), { backstage: { backendSecret: 's3cret' } }]);
  expect(JSON.stringify(validate(lineOf('1.2.3').schema, values))).not.toContain('s3cret');
});
