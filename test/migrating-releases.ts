import { type Manifest, renderManifests, type Values } from '../lib';
import { read } from './docs-pages';

// Releases that migrate from Helm, and the pages about migrating and operating.

export const migrating: string = withVariables(read('docs/migrating-from-helm.md'));
export const operating: string = read('docs/operating.md');

/** Returns a page with the values of the shell variables that its first block of commands sets. */
function withVariables(page: string): string {
  const [, block = ''] = /^```bash title="chart 0\.11"\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const variables = [...block.matchAll(/(?<=^|\s)([a-z]+)=(\S+)/g)];
  return variables.reduceRight((text, [, name = '', value = '']) => text.replaceAll(`$${name}`, value), page);
}

/** Default values with SQLite on a claim. */
export const small: Values = {
  backstage: {
    backendSecret: 'hidden-backend-secret-0123456789',
    auth: { clientSecret: 'hidden-client-secret' },
    database: { sqlite: { persistence: { enabled: true } } },
  },
};

/** Values with every object that the chart can render, except the claim. */
export const large: Values = {
  global: { imagePullSecrets: [{ name: 'registry' }] },
  backstage: {
    backendSecret: 'hidden-backend-secret-0123456789',
    auth: { clientSecret: 'hidden-client-secret' },
    thunder: { token: 'hidden-token' },
    database: { type: 'postgresql', postgresql: { host: 'postgres.example.com', password: 'hidden-password' } },
    replicas: 2,
    autoscaling: { enabled: true, minReplicas: 2 },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    priorityClass: { create: true },
  },
};

/** Values with objects that the chart does not render. */
export const withOptions: Values = {
  ...small,
  backstage: {
    ...small.backstage,
    appConfig: { 'my-plugin': { title: 'Portal' } },
    auth: { ...small.backstage?.auth, registration: { enabled: true } },
    metrics: { serviceMonitor: { enabled: true } },
  },
};

/** Renders the objects with the labels of the chart. */
export const byHelm = (values: Values): Manifest[] => renderManifests(values, { managedBy: 'Helm' });

/** Returns the programs of all `node -e '…'` in a text. */
export function nodePrograms(text: string): string[] {
  return [...text.matchAll(/node -e '([^']+)'/g)].map(([, program = '']) => program);
}
