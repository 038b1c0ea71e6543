import { parseAllDocuments } from 'yaml';
import { blocks, read } from './docs-pages';

// Checks the form of the manifests and commands for Argo CD and Flux. No test runs these tools.

/** Members that a kind has, as far as the page may use them. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io/v1alpha1 Application': ['project', 'source', 'destination', 'syncPolicy', 'ignoreDifferences'],
  'kustomize.toolkit.fluxcd.io/v1 Kustomization': [
    'suspend',
    'sourceRef',
    'path',
    'interval',
    'retryInterval',
    'timeout',
    'prune',
    'force',
    'deletionPolicy',
    'wait',
  ],
};

const page = read('docs/gitops.md');
const manifests = blocks('yaml')
  .filter((block) => block.page === 'docs/gitops.md')
  .flatMap(({ code }) => parseAllDocuments(code).map((document) => document.toJS()));

test('the manifests have known kinds and members', () => {
  expect(manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual(Object.keys(MEMBERS));
  for (const { apiVersion, kind, spec } of manifests) {
    expect(MEMBERS[`${apiVersion} ${kind}`]).toEqual(expect.arrayContaining(Object.keys(spec)));
  }
});

test('nothing syncs or prunes before the fields are handed over, and no tool recreates objects', () => {
  const [application, kustomization] = manifests;
  expect(application.spec.syncPolicy).toEqual({
    syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'],
  });
  expect(kustomization.spec).toMatchObject({ suspend: true, force: false, deletionPolicy: 'Orphan' });
});

test('the commands hand the fields over to the manager of each tool', () => {
  const managers = [...page.matchAll(/hand-over --from helm --to (\S+) \| kubectl replace -f -$/gm)].map(
    ([, to]) => to,
  );
  expect(managers).toEqual(['argocd-controller', 'kustomize-controller']);
  expect(page).toContain('`--from argocd-controller`');
  expect(page).toContain('`--from kustomize-controller`');
});
