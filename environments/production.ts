import type { Environment } from '../lib';

/** The documented production example: PostgreSQL, two pods and more under load, TLS at the Gateway. */
export const production: Environment = {
  values: {
    backstage: {
      replicas: 2,
      baseUrl: 'https://console.example.com',
      backendSecret: 'your-production-secret-32chars!',
      database: {
        type: 'postgresql',
        postgresql: {
          host: 'postgres.example.com',
          port: 5432,
          user: 'backstage',
          password: 'your-secure-password',
          database: 'backstage',
        },
      },
      ingress: {
        hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }],
        // Documented, but an HTTPRoute has no certificates: name an ingressClassName to get an Ingress that uses them.
        tls: [{ secretName: 'console-tls', hosts: ['console.example.com'] }],
      },
      resources: {
        limits: { cpu: '2000m', memory: '2Gi' },
        requests: { cpu: '500m', memory: '512Mi' },
      },
      autoscaling: {
        enabled: true,
        minReplicas: 2,
        maxReplicas: 5,
        targetCPUUtilizationPercentage: 70,
      },
    },
  },
};
