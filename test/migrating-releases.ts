import { type Manifest, renderManifests, type Values } from '../lib';
import { read } from './docs-pages';

// Releases that come over from Helm, and the pages about them.

export const migrating: string = read('docs/migrating-from-helm.md');
export const operating: string = read('docs/operating.md');

/** SQLite on a claim, as the default values have it otherwise. */
export const small: Values = {
  backstage: {
    backendSecret: 'hidden-backend-secret',
    auth: { clientSecret: 'hidden-client-secret' },
    database: { sqlite: { persistence: { enabled: true } } },
  },
};

/** Every object that the chart can render, but for the claim. */
export const large: Values = {
  global: { imagePullSecrets: [{ name: 'registry' }] },
  backstage: {
    backendSecret: 'hidden-backend-secret',
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

/** The objects as the chart labels them. */
export const byHelm = (values: Values): Manifest[] => renderManifests(values, { managedBy: 'Helm' });

/** The programs of all documented `node -e '…'`. */
export function nodePrograms(text: string): string[] {
  return [...text.matchAll(/node -e '([^']+)'/g)].map(([, program = '']) => program);
}
