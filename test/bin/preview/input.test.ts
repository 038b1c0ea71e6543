import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../../bin/arguments';
import { previewHost } from '../../../bin/preview/host';
import { inputOfArguments, inputOfConfig } from '../../../bin/preview/input';

const folder = mkdtempSync(join(tmpdir(), 'preview-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

const config = join(folder, 'backstage.config.yaml');
const TEXT = 'backstage:\n  backendSecret: s\n  baseUrl: http://localhost:7007\n';
writeFileSync(join(folder, 'base.yaml'), TEXT);
writeFileSync(join(folder, 'staging.yaml'), 'backstage: {}\n');
writeFileSync(
  config,
  `values: base.yaml
namespace: portal
environments:
  staging: { values: staging.yaml, chartVersion: 0.12.0 }
  production: { releaseName: live }
`,
);

test('takes files and options of one environment, and compares with its folder of the output', () => {
  const input = inputOfConfig(config, { only: 'staging' });
  expect(input).toMatchObject({
    environment: 'staging',
    valuesFiles: [join(folder, 'base.yaml'), join(folder, 'staging.yaml')],
    options: { namespace: 'portal', chartVersion: '0.12.0' },
    base: { path: join(folder, 'dist/staging'), isOutput: true },
  });
  expect(previewHost(input).session).toMatchObject({
    environment: 'staging',
    release: 'openchoreo-control-plane',
    initial: { chartVersion: '0.12.0', fidelity: 'exact' },
    folder: join(folder, 'dist/staging'),
  });
});

test('compares with the output that does not exist yet: all objects are added', () => {
  const host = previewHost(inputOfConfig(config, { only: 'production' }));
  const { comparison } = host.render({
    texts: [TEXT],
    ...host.session.initial,
    base: { type: 'folder' },
    showSecrets: false,
  });
  expect(comparison).toMatchObject({ objects: expect.arrayContaining([expect.objectContaining({ change: 'added' })]) });
});

test('compares with the folder of the environment in another folder', () => {
  mkdirSync(join(folder, 'live/production'), { recursive: true });
  const against = join(folder, 'live');
  expect(inputOfConfig(config, { only: 'production', against }).base).toEqual({
    path: join(against, 'production'),
    isOutput: false,
  });
});

test('names the place of an option in the configuration file', () => {
  const newer = join(folder, 'newer.yaml');
  writeFileSync(newer, 'values: base.yaml\nchartVersion: 0.12.9\n');
  const host = previewHost(inputOfConfig(newer, {}));
  const { findings } = host.render({
    texts: [TEXT],
    ...host.session.initial,
    base: { type: 'saved' },
    showSecrets: false,
  });
  expect(findings.find(({ rule }) => rule === 'newer-chart')?.places).toEqual([{ text: `${newer}:2:1` }]);
});

test('has one editor for a file that is named twice, at the place where it overrides', () => {
  const [a, b] = [join(folder, 'base.yaml'), join(folder, 'staging.yaml')];
  const parsed = readArguments(['-f', a, '-f', b, '-f', join(folder, '.', 'base.yaml')]);
  expect(parsed.command === 'render' && inputOfArguments(parsed).valuesFiles).toEqual([b, a]);
});
