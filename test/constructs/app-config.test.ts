import { posix } from 'node:path';
import { ConfigSources, StaticConfigSource } from '@backstage/config-loader';
import fc from 'fast-check';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { appConfigVariables } from '../../lib/backstage/app-config-variables';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig, type BackstageAppConfigProps } from '../../lib/constructs/app-config';
import { BackstageConfigMap } from '../../lib/constructs/config-file';
import type { JsonMap } from '../../lib/util/json';
import { sha256 } from '../../lib/util/sha256';
import { anyConfig, hasReference, plainConfig, readAll, readFile, withFolder } from '../backstage-config';
import { runs } from '../random';
import { LABELS, manifestOf, manifests, testChart } from '../support';

const FILE = 'app-config.extra.yaml';

function configured(appConfig: JsonMap): BackstageAppConfig {
  return new BackstageAppConfig(testChart(), 'AppConfig', { appConfig });
}

/** Returns the configuration file, even if variables can express the configuration. */
function fileOf(appConfig: JsonMap): string {
  const props = { volume: 'extra-app-config', file: FILE, configMap: 'portal-config', content: appConfig };
  const { data } = manifestOf(new BackstageConfigMap(testChart(), 'ConfigMap', props)) as ConfigMap;
  return data?.[FILE] ?? '';
}

describe('a configuration that fits into variables', () => {
  const appConfig = { app: { title: 'Portal' }, backend: { cors: { origin: ['https://a.example.com'] } } };

  test('becomes variables and renders no object, volume or argument', () => {
    const chart = testChart();
    const { env, volumes, volumeMounts, args, configMap } = new BackstageAppConfig(chart, 'AppConfig', { appConfig });
    expect({ env, volumes, volumeMounts, args, configMap }).toEqual({
      env: [
        { name: 'APP_CONFIG_app_title', value: '"Portal"' },
        { name: 'APP_CONFIG_backend_cors_origin', value: '["https://a.example.com"]' },
      ],
      volumes: [],
      volumeMounts: [],
      args: [],
    });
    expect(manifests(chart)).toEqual([]);
  });

  test('can be empty', () => {
    const { env, args, configMap } = configured({});
    expect({ env, args, configMap }).toEqual({ env: [], args: [] });
  });
});

describe('a configuration that does not fit into variables', () => {
  test('becomes a file in a ConfigMap, which renders every prop', () => {
    const props: Required<BackstageAppConfigProps> = {
      release: new Release({ namespace: 'team-a', fullnameOverride: 'console', commonLabels: { team: 'platform' } }),
      metadata: { annotations: { 'example.com/owner': 'team-a' } },
      appConfig: { app: { title: '${TITLE}' }, list: [1, { a: null }], 'key-1': true },
    };
    const made = new BackstageAppConfig(testChart(), 'AppConfig', props);
    const { env, volumes, volumeMounts, args } = made;
    expect({ env, volumes, volumeMounts, args }).toEqual({
      env: [],
      volumes: [{ name: 'extra-app-config', configMap: { name: 'console-backstage-extra-config' } }],
      volumeMounts: [
        { name: 'extra-app-config', mountPath: '/app/app-config.extra.yaml', subPath: FILE, readOnly: true },
      ],
      args: ['--config', FILE],
    });
    expect(manifestOf(made)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'console-backstage-extra-config',
        namespace: 'team-a',
        labels: { ...LABELS, team: 'platform' },
        annotations: { 'example.com/owner': 'team-a', 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      },
      data: { [FILE]: 'app:\n  title: ${TITLE}\nlist:\n  - 1\n  - a: null\nkey-1: true\n' },
    });
    expect(made.configMap?.name).toBe('console-backstage-extra-config');
  });

  test('is mounted at the path in the arguments', () => {
    const { args, volumeMounts } = configured({ a: '${B}' });
    expect(volumeMounts[0]?.mountPath).toBe(posix.resolve('/app', args[1] ?? ''));
  });

  test('has a hash that changes only when the file changes', () => {
    const hash = (appConfig: JsonMap, fullnameOverride = 'console') =>
      new BackstageAppConfig(testChart(), 'AppConfig', { appConfig, release: new Release({ fullnameOverride }) })
        .configMap?.contentHash;
    expect(hash({ a: '${B}' })).toBe(sha256(fileOf({ a: '${B}' })));
    expect(hash({ a: '${B}' })).toBe(hash({ a: '${B}' }, 'portal'));
    expect(hash({ a: '${B}' })).not.toBe(hash({ a: '${C}' }));
  });
});

describe('Backstage reads', () => {
  test('the configuration from the file without changes', async () => {
    await fc.assert(
      fc.asyncProperty(anyConfig, async (appConfig) => {
        const read = await readFile(fileOf(appConfig));
        expect(read).toEqual(await readFile(JSON.stringify(appConfig), JSON.parse));
        if (!hasReference(appConfig)) {
          expect(read).toEqual(appConfig);
        }
      }),
      { numRuns: runs(120) },
    );
  });

  test('custom configuration that overrides the image, from variables and from a file', async () => {
    const seen = { env: 0, file: 0 };
    await fc.assert(
      fc.asyncProperty(anyConfig, fc.oneof(anyConfig, plainConfig), async (image, appConfig) => {
        const { args, env } = configured(appConfig);
        seen[args.length > 0 ? 'file' : 'env']++;
        const files = { 'app-config.yaml': fileOf(image), ...(args.length > 0 && { [FILE]: fileOf(appConfig) }) };
        const read = await withFolder(files, (folder) =>
          readAll(folder, ['--config', 'app-config.yaml', ...args], env),
        );
        const layers = [await readFile(fileOf(image)), args.length > 0 ? await readFile(fileOf(appConfig)) : appConfig];
        expect(read).toEqual(await merged(layers));
      }),
      { numRuns: runs(100) },
    );
    expect(Math.min(seen.env, seen.file)).toBeGreaterThan(runs(20) - 2);
  });

  test('the value of a variable for each reference in the file', async () => {
    expect(await readFile(fileOf({ url: 'https://${HOST}:${PORT}/', list: ['${ITEM}'] }))).toEqual({
      url: 'https://<HOST>:<PORT>/',
      list: ['<ITEM>'],
    });
  });

  test('the fallback of a reference if the variable is not set', async () => {
    expect(await readFile(fileOf({ a: '${NONE:-other}', b: '${SOME:-other}' }))).toEqual({ a: 'other', b: '<SOME>' });
  });

  test('no value for a reference to a variable that is not set', async () => {
    expect(await readFile(fileOf({ a: '${NONE}', b: 1 }))).toEqual({ b: 1 });
  });

  test('an escaped reference as text with one dollar sign', async () => {
    expect(await readFile(fileOf({ a: '$${NAME}', b: 'US$$ $(NAME) $NAME' }))).toEqual({
      a: '${NAME}',
      b: 'US$$ $(NAME) $NAME',
    });
  });

  test('the variables and files that $env, $file and $include refer to', async () => {
    const appConfig = {
      token: { $env: 'TOKEN' },
      key: { $file: './key.txt' },
      part: { $include: 'part.yaml#inner' },
    };
    const { args, env } = configured(appConfig);
    expect(args).toEqual(['--config', FILE]);
    const files = { [FILE]: fileOf(appConfig), 'key.txt': 'test-key\n', 'part.yaml': 'inner: { a: 1 }' };
    expect(await withFolder(files, (folder) => readAll(folder, args, env))).toEqual({
      token: '<TOKEN>',
      key: 'test-key',
      part: { a: 1 },
    });
  });

  test('infinite numbers and NaN', async () => {
    const appConfig = { a: Number.POSITIVE_INFINITY, b: [Number.NEGATIVE_INFINITY], c: { d: Number.NaN } };
    expect(appConfigVariables(appConfig)).toBeUndefined();
    expect(await readFile(fileOf(appConfig))).toEqual(appConfig);
  });

  test('a shared map as a copy in each place', async () => {
    const shared = { a: ['${B}'] };
    expect(fileOf({ one: shared, two: shared })).not.toMatch(/[&*]/);
    expect(await readFile(fileOf({ one: shared, two: shared }))).toEqual({ one: { a: ['<B>'] }, two: { a: ['<B>'] } });
  });

  test('keys that every JavaScript object inherits', async () => {
    const appConfig = { constructor: '${A}', b: { toString: 1, valueOf: { hasOwnProperty: null } } };
    expect(await readFile(fileOf(appConfig))).toEqual({ ...appConfig, constructor: '<A>' });
  });

  test('no value for an undefined member', async () => {
    expect(await readFile(fileOf({ a: undefined, b: { c: undefined, d: '${E}' } }))).toEqual({ b: { d: '<E>' } });
  });

  test('a configuration that is too long for variables', async () => {
    const appConfig = { text: 'long '.repeat(30_000), lines: 'line\n'.repeat(1000) };
    expect(configured(appConfig).args).toEqual(['--config', FILE]);
    expect(await readFile(fileOf(appConfig))).toEqual(appConfig);
  });
});

/** Returns Backstage's result of merging configurations in memory, each over the previous ones. */
async function merged(layers: readonly JsonMap[]): Promise<unknown> {
  const sources = layers.map((data) => StaticConfigSource.create({ data: data as object as Data }));
  const config = await ConfigSources.toConfig(ConfigSources.merge(sources));
  config.close();
  return config.getOptional();
}

type Data = { readonly [key: string]: string };
