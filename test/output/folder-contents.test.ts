import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { folderContents } from '../../lib/output/folder-contents';
import { MARK } from '../../lib/output/mark';
import { OutputError } from '../../lib/output/output-error';
import { manifest } from './support';

test('joined files are separate documents', () => {
  const objects = ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name } }));
  const documents = parseAllDocuments([...folderContents(objects).values()].join(''));
  expect(documents.map((document) => document.toJS())).toEqual([
    ...objects,
    expect.objectContaining({ kind: 'Kustomization' }),
  ]);
});

test('returns a file per object, and a kustomization.yaml that lists them in apply order', () => {
  const contents = folderContents([manifest('Service', 'a'), manifest('ServiceAccount', 'b')]);
  expect([...contents.keys()]).toEqual(['ServiceAccount.b.k8s.yaml', 'Service.a.k8s.yaml', 'kustomization.yaml']);
  expect(contents.get('Service.a.k8s.yaml')).toBe(
    `---\n${MARK}\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\n`,
  );
  expect(contents.get('kustomization.yaml')).toMatch(
    /\nresources:\n {2}- ServiceAccount\.b\.k8s\.yaml\n {2}- Service\.a\.k8s\.yaml\n$/,
  );
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

test.each(['a:b', 'a?', 'a|b', 'a\n'])('refuses an object called %j, which Windows does not allow', (name) => {
  expect(() => folderContents([manifest('Service', name)])).toThrow(
    new OutputError(
      `cannot write Service.${name}.k8s.yaml, because Windows refuses a character in the name of the object; rename the object`,
    ),
  );
});

test.each(['con', 'aux', 'nul.txt'])(
  'accepts an object called %s, because its file name begins with its kind',
  (name) => {
    expect([...folderContents([manifest('Service', name)]).keys()][0]).toBe(`Service.${name}.k8s.yaml`);
  },
);

test('refuses an object with a slash in its name', () => {
  expect(() => folderContents([manifest('Service', 'a/b')])).toThrow(
    new OutputError(
      'cannot write Service.a/b.k8s.yaml, because the name of the object contains a slash; rename the object',
    ),
  );
});
