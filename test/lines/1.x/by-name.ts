import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Manifest } from '../../../lib';

/**
 * Returns the objects with the lists of a Deployment as maps by name, and the arguments as one text. Differences then
 * name only the entries that changed, not those behind them.
 */
export function byName(manifests: readonly Manifest[]): Manifest[] {
  return manifests.map((manifest) => (manifest.kind === 'Deployment' ? deploymentByName(manifest) : manifest));
}

function deploymentByName(manifest: Manifest): Manifest {
  const { spec } = manifest as Deployment;
  const { spec: pod, ...template } = spec?.template ?? {};
  const containers = pod?.containers.map(({ env = [], volumeMounts = [], args = [], ...container }) => ({
    ...container,
    env: entriesByName(env),
    volumeMounts: entriesByName(volumeMounts),
    args: args.join(' '),
  }));
  const named = { ...pod, containers, volumes: entriesByName(pod?.volumes ?? []) };
  return { ...manifest, spec: { ...spec, template: { ...template, spec: named } } };
}

/** Returns the entries by name, without their names: several entries of one name as a list. */
function entriesByName(list: readonly { readonly name: string }[]): Readonly<Record<string, unknown>> {
  const found = new Map<string, object[]>();
  for (const { name, ...entry } of list) {
    found.set(name, [...(found.get(name) ?? []), entry]);
  }
  return Object.fromEntries([...found].map(([name, entries]) => [name, entries.length > 1 ? entries : entries[0]]));
}
