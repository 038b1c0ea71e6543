import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../../bin/arguments';
import { previewHost } from '../../../bin/preview/host';
import { inputOfArguments } from '../../../bin/preview/input';
import type { Base, PreviewHost, RenderRequest } from '../../../bin/preview/protocol';
import { manifestStream, renderManifests } from '../../../lib';
import { processorTime } from '../../processor-time';

const folder = mkdtempSync(join(tmpdir(), 'preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = 'hunter2-hunter2';
const TEXT = `backstage:\n  backendSecret: ${SECRET}\n  baseUrl: http://localhost:7007\n`;
const file = join(folder, 'values.yaml');

/** Returns the host for a command line, with the values saved in the file. */
function hostFor(args: readonly string[] = []): PreviewHost {
  writeFileSync(file, TEXT);
  const parsed = readArguments(['-f', file, ...args]);
  if (parsed.command !== 'render') {
    throw new Error('the arguments must render');
  }
  return previewHost(inputOfArguments(parsed));
}

/** Renders a text. Without more settings, as the command line says. */
function render(host: PreviewHost, text: string, more: Partial<RenderRequest> = {}) {
  const { chartVersion, fidelity } = host.session.initial;
  const base: Base = { type: 'saved' };
  return host.render({ texts: [text], chartVersion, fidelity, base, showSecrets: false, ...more });
}

test('offers the chart versions, newest first, and the one of the command line', () => {
  expect(hostFor().session.chartVersions).toEqual(['1.2.3', '1.1.6', '1.0.5', '0.12.0', '0.11.0']);
  expect(hostFor().session.initial).toEqual({ chartVersion: '0.11.0', fidelity: 'exact' });
  const { session } = hostFor(['--chart-version', '1.2.4', '--fidelity', 'corrected']);
  expect(session.chartVersions[0]).toBe('1.2.4');
  expect(session.initial).toEqual({ chartVersion: '1.2.4', fidelity: 'corrected' });
});

test('offers the defects of --correct as a fidelity of their own', () => {
  const host = hostFor(['--correct', 'startup-probe']);
  expect(host.session.fidelities.at(-1)).toEqual({ value: 'chosen', label: 'exact, without startup-probe' });
  const yaml = (fidelity: string) => JSON.stringify(render(host, TEXT, { fidelity }).objects);
  expect(yaml('chosen')).not.toBe(yaml('exact'));
  expect(yaml('chosen')).not.toBe(yaml('corrected'));
});

test('renders the text of the editor, and not that of the file', () => {
  const { objects, graph, findings } = render(hostFor(), `${TEXT}  image:\n    tag: edited\n`);
  expect(objects?.find(({ kind }) => kind === 'Deployment')?.yaml).toContain(':edited');
  expect(graph).toContain('flowchart LR');
  expect(findings.map(({ severity }) => severity)).not.toContain('error');
  expect(readFileSync(file, 'utf8')).toBe(TEXT);
});

test('returns findings with their places instead of objects, if the values have errors', () => {
  const { objects, graph, comparison, findings } = render(hostFor(), `${TEXT}  replicas: many\n`);
  expect([objects, graph, comparison]).toEqual([undefined, undefined, undefined]);
  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'schema',
      places: [expect.objectContaining({ file: 0, text: expect.stringMatching(/:4:\d+$/) })],
    }),
  ]);
});

test('places an error of the YAML at its line', () => {
  const { findings } = render(hostFor(), 'backstage:\n  replicas: [1\n');
  const [place] = findings[0]?.places ?? [];
  expect(findings).toMatchObject([{ rule: 'yaml', subject: '' }]);
  expect(place).toMatchObject({ file: 0, text: expect.stringMatching(/values\.yaml:\d+:\d+$/) });
});

test('answers to a text that no editor should contain, in little time', () => {
  const host = hostFor();
  const odd = ['[', '{', '- ', '? ', 'a: ', '"', '\t', '*a ', '&a ', '!', '# \n', '---\n', '[{', 'a: 1\n', 'ключ: 1\n'];
  for (const part of odd) {
    const time = processorTime(() => render(host, part.repeat(50_000 / part.length)));
    expect([part, time < 5000]).toEqual([part, true]);
  }
});

test('returns a problem if --set does not fit the text', () => {
  const host = hostFor(['--set', 'backstage.image.tag=v1']);
  expect(render(host, 'backstage:\n  image: text\n').problem).toMatch(/^--set/);
});

test('hides secrets in objects and differences until it is asked for them', () => {
  const host = hostFor();
  const changed = TEXT.replace(SECRET, `${SECRET}-new`);
  const encoded = Buffer.from(`${SECRET}-new`).toString('base64');
  const hiding = JSON.stringify(render(host, changed));
  expect(hiding).toContain('backend-secret: (hidden)');
  expect(hiding).toContain('changed data.backend-secret: (hidden) -> (hidden)');
  expect(hiding).not.toMatch(new RegExp(`${SECRET}|${encoded.slice(0, 12)}`));
  const showing = JSON.stringify(render(host, changed, { showSecrets: true }));
  expect(showing).toContain(`backend-secret: ${encoded}`);
});

test('shows values of options as YAML, with the place of its secrets', () => {
  const { set } = hostFor(['--set', `backstage.auth.clientSecret=${SECRET}`]).session;
  const [[from, to] = [0, 0]] = set?.secrets ?? [];
  expect(set?.text.slice(from, to)).toBe(SECRET);
  expect(hostFor().session.set).toBeUndefined();
});

test('compares with the saved values, and names the effects', () => {
  const host = hostFor();
  expect(render(host, TEXT).comparison).toEqual({ objects: [], effects: [] });
  const { comparison } = render(host, `${TEXT}  image:\n    tag: v9\n`);
  expect(comparison).toMatchObject({
    objects: [{ object: expect.stringMatching(/^Deployment /), change: 'changed' }],
    effects: [expect.stringMatching(/^restarts Deployment /)],
  });
});

test('compares with another chart version, or reports that its values do not fit', () => {
  const host = hostFor();
  const other = { type: 'other', chartVersion: '0.12.0', fidelity: 'exact' } as const;
  expect(JSON.stringify(render(host, TEXT, { base: other }).comparison)).toContain('v0.12.0');
  const foreign = render(host, TEXT, { base: { ...other, chartVersion: '1.2.3' } });
  expect(foreign.objects?.length).toBeGreaterThan(0);
  expect(foreign.comparison).toEqual({ problem: expect.stringContaining('error [') });
});

test('compares with a file of manifests', () => {
  const manifests = renderManifests({ backstage: { backendSecret: SECRET, baseUrl: 'http://localhost:7007' } });
  const before = join(folder, 'before.yaml');
  writeFileSync(before, manifestStream(manifests));
  const host = hostFor(['--against', before]);
  expect(render(host, TEXT, { base: { type: 'folder' } }).comparison).toEqual({ objects: [], effects: [] });
  writeFileSync(before, 'a: [');
  expect(render(host, TEXT, { base: { type: 'folder' } }).comparison).toEqual({
    problem: expect.stringContaining(before),
  });
});

test('saves a text, but none that is too long for a values file', () => {
  const host = hostFor();
  host.save(0, 'backstage: {}\n');
  expect(readFileSync(file, 'utf8')).toBe('backstage: {}\n');
  expect(() => host.save(0, '#'.repeat(1024 * 1024 + 1))).toThrow('at most 1 MiB');
  expect(() => host.save(1, '')).toThrow('there is no values file number 1');
  expect(readFileSync(file, 'utf8')).toBe('backstage: {}\n');
});

test('keeps the ends of lines of Windows when it saves', () => {
  const host = hostFor();
  writeFileSync(file, TEXT.replaceAll('\n', '\r\n'));
  expect(host.read(0)).toEqual({ text: TEXT, secrets: [[TEXT.indexOf(SECRET), TEXT.indexOf(SECRET) + SECRET.length]] });
  host.save(0, `${TEXT}# end\n`);
  expect(readFileSync(file, 'utf8')).toBe(`${TEXT}# end\n`.replaceAll('\n', '\r\n'));
});

test('refuses to show a file that it could not save unchanged', () => {
  const host = hostFor();
  writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xff]));
  expect(() => host.read(0)).toThrow('it is not UTF-8; save it as UTF-8');
});

test('reads the file again each time, and reports that it is gone', () => {
  const host = hostFor();
  expect(host.read(0).text).toBe(TEXT);
  rmSync(file);
  expect(() => host.read(0)).toThrow(/^cannot read .*values\.yaml: no such file/);
  expect(existsSync(file)).toBe(false);
});
