import { checkValues } from '../../lib/app/check-values';
import type { ChartVersion } from '../../lib/backstage/profile';
import { ValuesError } from '../../lib/values/finding';
import { readValues } from '../../lib/values/load';

/** Returns rule and path, message, and fix of each error about the values of a file. */
function refused(text: string, chartVersion: ChartVersion = '0.11.0'): [string, string, string][] {
  try {
    checkValues(readValues(Buffer.from(text), 'values.yaml') as never, { chartVersion });
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.map(({ rule, path, message, fix }) => [`${rule} ${path}`, message, fix]);
    }
    throw error;
  }
  return [];
}

const PORTAL = 'backstage: {secretName: portal}\n';

test.each(['USER-SUPPLIED VALUES', 'COMPUTED VALUES'])('explains the heading %s of helm get values', (heading) => {
  expect(refused(`${heading}:\n${PORTAL}`)).toEqual([
    [
      `schema ["${heading}"]`,
      'is the heading that helm get values prints, not a value',
      'remove this line, or write the file with helm get values RELEASE -o yaml',
    ],
  ]);
});

test('explains a key that only holds an anchor, and accepts the fix', () => {
  expect(refused(`x-common: &common {cpu: 500m}\nbackstage: {secretName: a, resources: {requests: *common}}`)).toEqual([
    [
      'schema x-common',
      'unknown key; Helm and this package accept no keys that only hold anchors',
      'write its content and its anchor (&NAME) at the first place that uses it, then remove the key',
    ],
  ]);
  const moved = 'backstage: {secretName: a, resources: {requests: &common {cpu: 500m}, limits: *common}}';
  expect(refused(moved)).toEqual([]);
});

describe('a file that SOPS encrypted', () => {
  const CIPHERTEXT = 'ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]';
  const FIX =
    'decrypt the file first (sops --decrypt FILE | backstage-synth -f -), or keep the credentials in a Secret and set backstage.secretName';

  test('is refused once', () => {
    expect(
      refused(`backstage: {backendSecret: '${CIPHERTEXT}'}\nsops: {mac: '${CIPHERTEXT}', version: 3.9.0}`),
    ).toEqual([['schema sops', 'belongs to SOPS, which encrypted the file, so the values are ciphertext', FIX]]);
  });

  test('is refused if the key sops is removed', () => {
    const text = `backstage: {backendSecret: '${CIPHERTEXT}', auth: {clientSecret: '${CIPHERTEXT}'}}`;
    expect(refused(text)).toEqual([
      [
        'encrypted-values backstage.backendSecret',
        'is encrypted by SOPS, and so is 1 more: pods would get the ciphertext',
        FIX,
      ],
    ]);
  });

  test.each(['ENC', 'ENC[a]', 'see ENC[AES256_GCM,data:a]'])('is not %s', (text) => {
    expect(refused(`backstage: {secretName: a, podAnnotations: {note: '${text}'}}`)).toEqual([]);
  });
});

describe('values of another project', () => {
  const OFFICIAL = `
ingress: {enabled: true, host: portal.example.com}
postgresql: {enabled: true}
backstage: {extraEnvVars: [{name: A, value: b}], args: [--config, a.yaml]}
`;
  const HUB = `
global: {clusterRouterBase: apps.example.com, dynamic: {includes: [a.yaml]}}
route: {enabled: true}
upstream: {backstage: {appConfig: {}}}
`;

  test.each<ChartVersion>(['0.11.0', '1.2.3'])('are named once in chart %s', (version) => {
    expect(refused(OFFICIAL, version)).toEqual([
      [
        'schema ',
        "these look like values of the Backstage project's chart, not of OpenChoreo's control-plane chart; unknown here: ingress, postgresql, backstage.extraEnvVars and 1 more",
        'write them with the keys of the OpenChoreo chart, all of them below backstage; docs/chart-versions.md lists the names',
      ],
    ]);
    expect(refused(HUB, version)).toEqual([
      [
        'schema ',
        "these look like values of Red Hat Developer Hub's chart, not of OpenChoreo's control-plane chart; unknown here: global.clusterRouterBase, global.dynamic, route and 1 more",
        'use the values of your OpenChoreo release (helm get values RELEASE -o yaml); this package does not render Red Hat Developer Hub',
      ],
    ]);
  });

  test('are named key by key in values of OpenChoreo', () => {
    const found = refused(`${OFFICIAL}\nsecurity: {enabled: true}\n`);
    expect(found).toContainEqual([
      'schema backstage.extraEnvVars',
      'unknown key, here it is backstage.extraEnv',
      'rename it to extraEnv',
    ]);
    expect(found.join()).not.toContain('these look like');
  });

  test('are not one key that is at the wrong place', () => {
    expect(refused(`${PORTAL}ingress: {enabled: false}\n`)).toHaveLength(1);
    expect(refused(`${PORTAL}ingress: {enabled: false}\n`).join()).toContain('unknown key, here it is');
  });
});
