import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { folderContents, foreignFiles, foreignFilesBelow, writeContents } from '../../lib/output/folder-contents';
import { KUSTOMIZATION_FILE, listedFiles } from '../../lib/output/kustomization';
import { OutputError } from '../../lib/output/output-error';

const parent = mkdtempSync(join(tmpdir(), 'folder-contents-'));
afterAll(() => rmSync(parent, { recursive: true }));

const manifest = (kind: string, name: string): Manifest => ({ apiVersion: 'v1', kind, metadata: { name } });

test('a folder has a file for each object, and a kustomization that lists them in apply order', () => {
  const contents = folderContents([manifest('Service', 'a'), manifest('ServiceAccount', 'b')]);
  expect([...contents.keys()]).toEqual(['ServiceAccount.b.k8s.yaml', 'Service.a.k8s.yaml', 'kustomization.yaml']);
  expect(contents.get('Service.a.k8s.yaml')).toBe('apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n');
  expect(listedFiles(contents.get('kustomization.yaml') ?? '')).toEqual([
    'ServiceAccount.b.k8s.yaml',
    'Service.a.k8s.yaml',
  ]);
});

test('two objects that would be one file are refused, both with what tells them apart', () => {
  const route = (apiVersion: string, component?: string): Manifest => ({
    apiVersion,
    kind: 'HTTPRoute',
    metadata: {
      name: 'portal',
      ...(component && { namespace: 'n', labels: { 'app.kubernetes.io/component': component } }),
    },
  });
  const [a, b] = [route('gateway.networking.k8s.io/v1', 'backstage'), route('gateway.networking.k8s.io/v1beta1')];
  expect(() => folderContents([a, b])).toThrow(
    new OutputError(
      'two objects would be HTTPRoute.portal.k8s.yaml: gateway.networking.k8s.io/v1 HTTPRoute n/portal of backstage and gateway.networking.k8s.io/v1beta1 HTTPRoute portal; give each a name of its own',
    ),
  );
});

test('an object with a slash in its name is refused', () => {
  expect(() => folderContents([manifest('Service', 'a/b')])).toThrow(
    new OutputError('Service.a/b.k8s.yaml cannot be a file: the name of an object must have no slash'),
  );
});

test('a folder that is not there holds no files of others', () => {
  const folder = join(parent, 'not-there');
  expect(foreignFiles(folder)).toEqual([]);
  expect(foreignFilesBelow(folder)).toEqual([]);
  expect(readdirSync(parent)).not.toContain('not-there');
});

test('a folder whose lines end as on Windows is still one that was made here', () => {
  const folder = mkdtempSync(join(parent, 'windows-'));
  writeContents(folder, folderContents([manifest('Service', 'a')]));
  const kustomization = join(folder, KUSTOMIZATION_FILE);
  writeFileSync(kustomization, readFileSync(kustomization, 'utf8').replaceAll('\n', '\r\n'));
  expect(foreignFiles(folder)).toEqual([]);
});
