import type { Environment } from '../lib';

/** The development example from OpenChoreo's documentation: one pod, SQLite on an emptyDir, the portal at localhost. */
export const development: Environment = {
  values: {
    backstage: {
      replicas: 1,
      baseUrl: 'http://localhost:7007',
      backendSecret: 'development-only-not-a-secret-000',
      ingress: {
        hosts: [{ host: 'localhost', paths: [{ path: '/' }] }],
      },
      resources: {
        limits: { cpu: '1000m', memory: '1Gi' },
        requests: { cpu: '100m', memory: '256Mi' },
      },
      features: {
        workflows: { enabled: true },
        observability: { enabled: true },
      },
    },
  },
};
