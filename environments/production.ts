import type { Environment } from '../lib';

/** The production example from OpenChoreo's documentation: two to five pods, PostgreSQL, TLS at the Gateway. */
export const production: Environment = {
  values: {
    // The documented example leaves the default domain, so browsers would sign in at thunder.openchoreo.local.
    global: { baseDomain: 'example.com', tls: { enabled: true } },
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
        // Part of the documented example, but without effect: an HTTPRoute has no certificates. To use them, set
        // ingressClassName, which renders an Ingress instead.
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
