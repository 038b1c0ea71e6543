import { posix } from 'node:path';
import { ConfigSources, StaticConfigSource } from '@backstage/config-loader';
import fc from 'fast-check';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { BackstageAppConfig, BackstageAppConfigMap, type BackstageAppConfigProps } from '../lib/app-config';
import { appConfigVariables } from '../lib/app-config-variables';
import type { JsonMap } from '../lib/json';
import { Release } from '../lib/release';
import { sha256 } from '../lib/sha256';
import { anyConfig, hasReference, plainConfig, readAll, readFile, withFolder } from './backstage-config';
import { LABELS, manifestOf, manifests, testChart } from './support';

const FILE = 'app-config.extra.yaml';

function configured(appConfig: JsonMap): BackstageAppConfig {
  return new BackstageAppConfig(testChart(), 'AppConfig', { appConfig });
}

/** The file of a configuration, whether variables could express it or not. */
function fileOf(appConfig: JsonMap): string {
  const { data } = manifestOf(new BackstageAppConfigMap(testChart(), 'ConfigMap', { appConfig })) as ConfigMap;
  return data?.[FILE] ?? '';
}

describe('a configuration that variables can express', () => {
  const appConfig = { app: { title: 'Portal' }, backend: { cors: { origin: ['https://a.example.com'] } } };

  test('is in variables, and nothing else is rendered or needed', () => {
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

  test('may be empty', () => {
    const { env, args, configMap } = configured({});
    expect({ env, args, configMap }).toEqual({ env: [], args: [] });
  });
});

describe('a configuration that variables cannot express', () => {
  test('is in a file, with every prop', () => {
    const props: Required<BackstageAppConfigProps> = {
      release: new Release({ namespace: 'team-a', fullnameOverride: 'console', commonLabels: { team: 'platform' } }),
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
      },
      data: { [FILE]: 'app:\n  title: ${TITLE}\nlist:\n  - 1\n  - a: null\nkey-1: true\n' },
    });
    expect(made.configMap?.name).toBe('console-backstage-extra-config');
  });

  test('is mounted where its arguments look for it, the folder of the image being /app', () => {
    const { args, volumeMounts } = configured({ a: '${B}' });
    expect(volumeMounts[0]?.mountPath).toBe(posix.resolve('/app', args[1] ?? ''));
  });

  test('has a hash of the file, which changes with it and only with it', () => {
    const hash = (appConfig: JsonMap, fullnameOverride = 'console') =>
      new BackstageAppConfig(testChart(), 'AppConfig', { appConfig, release: new Release({ fullnameOverride }) })
        .configMap?.contentHash;
    expect(hash({ a: '${B}' })).toBe(sha256(fileOf({ a: '${B}' })));
    expect(hash({ a: '${B}' })).toBe(hash({ a: '${B}' }, 'portal'));
    expect(hash({ a: '${B}' })).not.toBe(hash({ a: '${C}' }));
  });
});

describe('what Backstage reads', () => {
  test('of the file of any tree is what it makes of the tree itself', async () => {
    await fc.assert(
      fc.asyncProperty(anyConfig, async (appConfig) => {
        const read = await readFile(fileOf(appConfig));
        expect(read).toEqual(await readFile(JSON.stringify(appConfig), JSON.parse));
        if (!hasReference(appConfig)) {
          expect(read).toEqual(appConfig);
        }
      }),
      { numRuns: 120 },
    );
  });

  test('with what is rendered is the tree over that of the image, be it in variables or a file', async () => {
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
      { numRuns: 100 },
    );
    expect(Math.min(seen.env, seen.file)).toBeGreaterThan(20);
  });

  test('of a reference in a file is the variable', async () => {
    expect(await readFile(fileOf({ url: 'https://${HOST}:${PORT}/', list: ['${ITEM}'] }))).toEqual({
      url: 'https://<HOST>:<PORT>/',
      list: ['<ITEM>'],
    });
  });

  test('of a reference with something to fall back on is that where the variable is not set', async () => {
    expect(await readFile(fileOf({ a: '${NONE:-other}', b: '${SOME:-other}' }))).toEqual({ a: 'other', b: '<SOME>' });
  });

  test('of a reference to a variable that is not set is nothing', async () => {
    expect(await readFile(fileOf({ a: '${NONE}', b: 1 }))).toEqual({ b: 1 });
  });

  test('of a reference with two dollar signs is the text with one', async () => {
    expect(await readFile(fileOf({ a: '$${NAME}', b: 'US$$ $(NAME) $NAME' }))).toEqual({
      a: '${NAME}',
      b: 'US$$ $(NAME) $NAME',
    });
  });

  test('of its orders is what they are about: a variable, a file beside it, a part of one', async () => {
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

  test('of numbers that JSON has not is what they are', async () => {
    const appConfig = { a: Number.POSITIVE_INFINITY, b: [Number.NEGATIVE_INFINITY], c: { d: Number.NaN } };
    expect(appConfigVariables(appConfig)).toBeUndefined();
    expect(await readFile(fileOf(appConfig))).toEqual(appConfig);
  });

  test('of a map that is in several places is a copy in each', async () => {
    const shared = { a: ['${B}'] };
    expect(fileOf({ one: shared, two: shared })).not.toMatch(/[&*]/);
    expect(await readFile(fileOf({ one: shared, two: shared }))).toEqual({ one: { a: ['<B>'] }, two: { a: ['<B>'] } });
  });

  test('of keys that every map has already is what the file says', async () => {
    const appConfig = { constructor: '${A}', b: { toString: 1, valueOf: { hasOwnProperty: null } } };
    expect(await readFile(fileOf(appConfig))).toEqual({ ...appConfig, constructor: '<A>' });
  });

  test('of a member that is undefined is nothing', async () => {
    expect(await readFile(fileOf({ a: undefined, b: { c: undefined, d: '${E}' } }))).toEqual({ b: { d: '<E>' } });
  });

  test('of a tree too long for variables is the tree', async () => {
    const appConfig = { text: 'long '.repeat(30_000), lines: 'line\n'.repeat(1000) };
    expect(configured(appConfig).args).toEqual(['--config', FILE]);
    expect(await readFile(fileOf(appConfig))).toEqual(appConfig);
  });
});

test('a text stays on its line, however long it is, and lines stay lines: both can be reviewed', () => {
  const text = 'a long text '.repeat(50);
  expect(fileOf({ text, lines: 'one\ntwo\n' })).toBe(`text: '${text}'\nlines: |\n  one\n  two\n`);
});

/** What Backstage makes of trees that it has in memory, each over the ones in front of it. */
async function merged(layers: readonly JsonMap[]): Promise<unknown> {
  const sources = layers.map((data) => StaticConfigSource.create({ data: data as object as Data }));
  const config = await ConfigSources.toConfig(ConfigSources.merge(sources));
  config.close();
  return config.getOptional();
}

type Data = { readonly [key: string]: string };
