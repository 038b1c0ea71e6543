import type { Environment } from '../lib';

/** Development on chart 1.2: one pod, SQLite on an emptyDir, the portal at localhost. */
export const development1_2: Environment = {
  chartVersion: '1.2.3',
  values: {
    backstage: {
      replicas: 1,
      baseUrl: 'http://localhost:7007',
      secretName: 'backstage-secrets',
      auth: { redirectUrls: ['http://localhost:7007/api/auth/openchoreo-auth/handler/frame'] },
      http: { hostnames: ['localhost'] },
      resources: {
        limits: { cpu: '1000m', memory: '1Gi' },
        requests: { cpu: '100m', memory: '256Mi' },
      },
      features: {
        workflows: { enabled: true },
        observability: { enabled: true },
      },
    },
    openchoreoApi: { http: { hostnames: ['api.openchoreo.localhost'] } },
    gateway: { tls: { enabled: false } },
    security: {
      oidc: {
        issuer: 'http://thunder.openchoreo.localhost:8080',
        authorizationUrl: 'http://thunder.openchoreo.localhost:8080/oauth2/authorize',
        tokenUrl: 'http://thunder-service.thunder.svc.cluster.local:8090/oauth2/token',
      },
    },
  },
};
