import type { ConfigMap } from 'kubernetes-types/core/v1';
import { Release } from '../../lib/backstage/release';
import {
  BackstageConfigFile,
  type BackstageConfigFileProps,
  BackstageConfigMap,
} from '../../lib/constructs/config-file';
import type { JsonMap } from '../../lib/util/json';
import { sha256 } from '../../lib/util/sha256';
import { LABELS, manifestOf, testChart } from '../support';

const FILE = { volume: 'ci-config', file: 'app-config.ci.yaml', configMap: 'portal-ci-config' };

/** Returns the ConfigMap of a file with this content. */
function configMap(content: JsonMap, release?: Release): BackstageConfigMap {
  return new BackstageConfigFile(testChart(), 'File', { ...FILE, release, content }).configMap;
}

/** Returns the file with this content. */
function fileOf(content: JsonMap): string | undefined {
  const { data } = manifestOf(configMap(content)) as ConfigMap;
  return data?.[FILE.file];
}

test('renders every prop in ConfigMap, volume, mount and arguments', () => {
  const props: Required<BackstageConfigFileProps> = {
    release: new Release({ namespace: 'team-a', commonLabels: { team: 'platform' } }),
    ...FILE,
    content: { jenkins: { baseUrl: '${JENKINS_BASE_URL}' } },
    metadata: { annotations: { 'example.com/owner': 'team-a' } },
  };
  const file = new BackstageConfigFile(testChart(), 'File', props);
  const { volumes, volumeMounts, args } = file;
  expect({ volumes, volumeMounts, args }).toEqual({
    volumes: [{ name: 'ci-config', configMap: { name: 'portal-ci-config' } }],
    volumeMounts: [
      {
        name: 'ci-config',
        mountPath: '/app/app-config.ci.yaml',
        subPath: 'app-config.ci.yaml',
        readOnly: true,
      },
    ],
    args: ['--config', 'app-config.ci.yaml'],
  });
  expect(manifestOf(file)).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'portal-ci-config',
      namespace: 'team-a',
      labels: { ...LABELS, team: 'platform' },
      annotations: { 'example.com/owner': 'team-a', 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    },
    data: { 'app-config.ci.yaml': 'jenkins:\n  baseUrl: ${JENKINS_BASE_URL}\n' },
  });
});

test('renders the ConfigMap of a file without volume, mount and arguments', () => {
  const props: BackstageConfigFileProps = { ...FILE, content: { a: 1 } };
  expect(manifestOf(new BackstageConfigMap(testChart(), 'ConfigMap', props))).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'portal-ci-config', labels: LABELS },
    data: { 'app-config.ci.yaml': 'a: 1\n' },
  });
});

test('exposes its ConfigMap', () => {
  expect(configMap({})).toBeInstanceOf(BackstageConfigMap);
  expect(configMap({}).name).toBe('portal-ci-config');
});

test('keeps null, false and empty maps in the file', () => {
  expect(fileOf({ a: null, b: false, c: {}, d: [] })).toBe('a: null\nb: false\nc: {}\nd: []\n');
});

test('keeps long texts on one line and line breaks as lines, so that reviewers can read the file', () => {
  const text = 'a long text '.repeat(50);
  expect(fileOf({ text, lines: 'one\ntwo\n' })).toBe(`text: '${text}'\nlines: |\n  one\n  two\n`);
});

test('writes a shared map into each place', () => {
  const shared = { a: 1 };
  expect(fileOf({ one: shared, two: shared })).toBe('one:\n  a: 1\ntwo:\n  a: 1\n');
});

describe('the content hash', () => {
  test('is the SHA-256 of the file', () => {
    expect(configMap({ a: 1 }).contentHash).toBe(sha256('a: 1\n'));
  });

  test('does not depend on the order of keys, but on that of lists', () => {
    const hash = (a: number[]) => configMap({ c: [{ e: 1, d: 2 }], a }).contentHash;
    expect(configMap({ a: [1, 2], c: [{ d: 2, e: 1 }] }).contentHash).toBe(hash([1, 2]));
    expect(hash([2, 1])).not.toBe(hash([1, 2]));
  });

  test('does not depend on the release', () => {
    expect(configMap({ a: 1 }, new Release({ namespace: 'team-a' })).contentHash).toBe(configMap({ a: 1 }).contentHash);
  });

  test('changes with the file', () => {
    expect(configMap({ a: 1 }).contentHash).not.toBe(configMap({ a: 2 }).contentHash);
  });
});

test.each([
  ['infinity', { number: Number.POSITIVE_INFINITY }, { number: null }],
  ['no number', { number: Number.NaN }, { number: null }],
  ['negative zero', { number: -0 }, { number: 0 }],
  ['a text', { number: '1' }, { number: 1 }],
  ['another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
])('does not confuse files that differ in %s', (_what, one, other) => {
  expect(fileOf(one)).not.toBe(fileOf(other));
});

test('follows content that changes after it was rendered', () => {
  const content = { number: 1 };
  expect(fileOf(content)).toBe('number: 1\n');
  content.number = 2;
  expect(fileOf(content)).toBe('number: 2\n');
});

test('renders the same file again after many others', () => {
  const contents = Array.from({ length: 250 }, (_, number) => ({ number }));
  const files = contents.map(fileOf);
  expect(contents.map(fileOf)).toEqual(files);
  expect(new Set(files).size).toBe(250);
});

test('tells a text from a number that is written like it', () => {
  expect(fileOf({ port: 5 })).toBe('port: 5\n');
  expect(fileOf({ port: '\u00005' })).not.toBe('port: 5\n');
  expect(fileOf({ port: '5' })).toBe("port: '5'\n");
});
