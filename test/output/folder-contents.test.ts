import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderContents, foreignFiles, foreignFilesBelow, writeContents } from '../../lib/output/folder-contents';
import { KUSTOMIZATION_FILE, listedFiles } from '../../lib/output/kustomization';
import type { Manifest } from '../../lib/output/manifest';

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
