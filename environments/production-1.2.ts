import type { Environment } from '../lib';

/** Production on chart 1.2: two to five pods, PostgreSQL, TLS at the Gateway. The Secret has the PostgreSQL connection. */
export const production1_2: Environment = {
  chartVersion: '1.2.3',
  values: {
    backstage: {
      replicas: 2,
      baseUrl: 'https://console.example.com',
      secretName: 'backstage-secrets',
      tls: { enabled: true },
      auth: { redirectUrls: ['https://console.example.com/api/auth/openchoreo-auth/handler/frame'] },
      http: { hostnames: ['console.example.com'] },
      database: { type: 'postgresql' },
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
    openchoreoApi: { http: { hostnames: ['api.example.com'] } },
    gateway: { tls: { hostname: '*.example.com' } },
    security: {
      oidc: {
        issuer: 'https://id.example.com',
        wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
        authorizationUrl: 'https://id.example.com/oauth2/authorize',
        tokenUrl: 'https://id.example.com/oauth2/token',
      },
    },
  },
};
