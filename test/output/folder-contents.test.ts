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

test('returns a file per object, and a kustomization.yaml that lists them in apply order', () => {
  const contents = folderContents([manifest('Service', 'a'), manifest('ServiceAccount', 'b')]);
  expect([...contents.keys()]).toEqual(['ServiceAccount.b.k8s.yaml', 'Service.a.k8s.yaml', 'kustomization.yaml']);
  expect(contents.get('Service.a.k8s.yaml')).toBe('apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n');
  expect(listedFiles(contents.get('kustomization.yaml') ?? '')).toEqual([
    'ServiceAccount.b.k8s.yaml',
    'Service.a.k8s.yaml',
  ]);
});

test('refuses two objects that would be written to the same file, and shows how they differ', () => {
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
      'two objects would be written to HTTPRoute.portal.k8s.yaml: gateway.networking.k8s.io/v1 HTTPRoute n/portal of backstage and gateway.networking.k8s.io/v1beta1 HTTPRoute portal; rename one of them',
    ),
  );
});

test('refuses an object with a slash in its name', () => {
  expect(() => folderContents([manifest('Service', 'a/b')])).toThrow(
    new OutputError(
      'cannot write Service.a/b.k8s.yaml, because the name of the object contains a slash; rename the object',
    ),
  );
});

test('finds no foreign files in a missing folder', () => {
  const folder = join(parent, 'not-there');
  expect(foreignFiles(folder)).toEqual([]);
  expect(foreignFilesBelow(folder)).toEqual([]);
  expect(readdirSync(parent)).not.toContain('not-there');
});

test('recognizes its own folder if the files have Windows line endings', () => {
  const folder = mkdtempSync(join(parent, 'windows-'));
  writeContents(folder, folderContents([manifest('Service', 'a')]));
  const kustomization = join(folder, KUSTOMIZATION_FILE);
  writeFileSync(kustomization, readFileSync(kustomization, 'utf8').replaceAll('\n', '\r\n'));
  expect(foreignFiles(folder)).toEqual([]);
});
