import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Job } from 'kubernetes-types/batch/v1';
import { renderManifests } from '../lib';
import { byHelm, large, migrating, operating, small, withOptions } from './migrating-releases';

// These tests check the kubectl commands in the pages about migrating from Helm and about operating.

const root = join(__dirname, '..');

/** Returns the kubectl commands in a page's text blocks, one per line. A quoted argument may span lines. */
function kubectlCommands(page: string): string[][] {
  const blocks = [...page.matchAll(/^ *```(?:text|bash.*)\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => block);
  const bare = blocks
    .join('\n')
    .replace(/'[^']*'/g, 'QUOTED')
    .replaceAll('$(', '\n');
  return [...bare.matchAll(/kubectl ([^|&)\n]+)/g)].map(([, words = '']) => words.trim().split(/\s+/));
}

const KINDS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  service: 'Service',
  secret: 'Secret',
  pvc: 'PersistentVolumeClaim',
  hpa: 'HorizontalPodAutoscaler',
  pdb: 'PodDisruptionBudget',
  networkpolicy: 'NetworkPolicy',
  httproute: 'HTTPRoute',
  serviceaccount: 'ServiceAccount',
  priorityclass: 'PriorityClass',
  gateway: 'Gateway',
  servicemonitor: 'ServiceMonitor',
};

/** Returns the objects that a command names, as `<Kind> <name>`. */
function namedObjects([verb = '', ...words]: readonly string[]): string[] {
  const named = words.flatMap((word) => {
    const [, kind = '', name = ''] = /^([a-z]+)\/([a-z0-9-]+)$/.exec(word) ?? [];
    return kind === '' || words[words.indexOf(word) - 1] === '-k' ? [] : [`${KINDS[kind] ?? kind} ${name}`];
  });
  const [kind = '', name = ''] = words;
  const takesKind = ['get', 'describe', 'annotate', 'label', 'delete', 'patch'].includes(verb);
  return takesKind && /^[a-z]+$/.test(kind) && /^[a-z0-9-]+$/.test(name) && !name.startsWith('-')
    ? [...named, `${KINDS[kind] ?? kind} ${name}`]
    : named;
}

/** Returns the objects that this package renders with default names, and the objects that their routes refer to. */
function knownObjects(): string[] {
  const manifests = [...renderManifests(small), ...renderManifests(large), ...renderManifests(withOptions)];
  const routes = manifests.filter(({ kind }) => kind === 'HTTPRoute') as unknown as {
    spec: { parentRefs: { name: string }[]; rules: { backendRefs: { name: string }[] }[] };
  }[];
  return [
    ...manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    ...routes.flatMap(({ spec }) => spec.parentRefs.map(({ name }) => `Gateway ${name}`)),
    ...routes.flatMap(({ spec }) =>
      spec.rules.flatMap((rule) => rule.backendRefs.map(({ name }) => `Service ${name}`)),
    ),
  ];
}

function optionValues(words: readonly string[], ...options: string[]): string[] {
  return words.flatMap((word, index) => (options.includes(words[index - 1] ?? '') ? [word] : []));
}

describe.each(Object.entries({ migrating, operating }))('the kubectl commands of %s', (_, page) => {
  const commands = kubectlCommands(page);

  test('name rendered objects, or objects that their routes refer to', () => {
    const named = commands.flatMap(namedObjects);
    expect(named.length).toBeGreaterThan(0);
    expect(knownObjects()).toEqual(expect.arrayContaining(named));
  });

  test('name the right namespace', () => {
    for (const words of commands.filter((words) => namedObjects(words).length > 0)) {
      const namespaces = namedObjects(words).map((object) =>
        object.startsWith('ServiceMonitor ') ? 'monitoring' : 'openchoreo-control-plane',
      );
      expect([words.join(' '), optionValues(words, '-n')]).toEqual([words.join(' '), [...new Set(namespaces)]]);
    }
  });

  test('select objects by rendered labels', () => {
    const manifests = [...renderManifests(small), ...renderManifests(large), ...renderManifests(withOptions)];
    const deployment = manifests.find(({ kind }) => kind === 'Deployment') as unknown as Deployment;
    const job = manifests.find(({ kind }) => kind === 'Job') as unknown as Job;
    const labels = [
      ...[deployment, job].map(({ spec }) => spec?.template.metadata?.labels ?? {}),
      ...manifests.map(({ metadata }) => metadata.labels ?? {}),
    ].map((of) => Object.entries(of).map(([key, value]) => `${key}=${value}`));
    const variables = JSON.stringify(deployment.spec);
    for (const selector of commands.flatMap((words) => optionValues(words, '-l'))) {
      const [, service] = /^kubernetes\.io\/service-name=(.+)$/.exec(selector) ?? [];
      if (service === undefined) {
        expect(labels).toContainEqual(expect.arrayContaining(selector.split(',')));
      } else if (!knownObjects().includes(`Service ${service}`)) {
        expect(variables).toContain(`http://${service}.openchoreo-control-plane.svc.cluster.local`);
      }
    }
  });
});

test('the operating commands use folders of environments in this repository', () => {
  const folders = kubectlCommands(operating).flatMap((words) => optionValues(words, '-k'));
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

test("the migration makes Helm keep every kind of Backstage's objects, except the API's route", () => {
  const [, kinds = ''] = kubectlCommands(migrating).find(([verb]) => verb === 'annotate') ?? [];
  const rendered = [...byHelm(small), ...byHelm(large)].filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'backstage',
  );
  expect(new Set(kinds.split(',').map((kind) => KINDS[kind]))).toEqual(new Set(rendered.map(({ kind }) => kind)));
  expect(rendered.map(({ metadata }) => metadata.name)).not.toContain('openchoreo-api');
});
