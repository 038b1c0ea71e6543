import { renderManifests, type Values } from '../../../../lib';
import { BASE, find, POSTGRESQL, testPlaces } from './support';

const PER_MINUTE = { type: 'Pods', value: 1, periodSeconds: 60 };

testPlaces([
  [
    'the HorizontalPodAutoscaler follows backstage.autoscaling',
    {
      backstage: {
        ...POSTGRESQL.backstage,
        autoscaling: {
          enabled: true,
          minReplicas: 2,
          maxReplicas: 4,
          targetCPUUtilizationPercentage: 55,
          targetMemoryUtilizationPercentage: null,
          behavior: { scaleDown: { stabilizationWindowSeconds: 5 }, scaleUp: { policies: [PER_MINUTE] } },
        },
      },
    },
    'HorizontalPodAutoscaler openchoreo-ui',
    'spec',
    {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'openchoreo-ui' },
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 55 } } },
      ],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 5,
          policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
        },
        scaleUp: { stabilizationWindowSeconds: 0, policies: [PER_MINUTE], selectPolicy: 'Max' },
      },
    },
  ],
]);

test('replicas stay in the Deployment with an autoscaler, as in the chart', () => {
  const values: Values = { backstage: { ...POSTGRESQL.backstage, replicas: 2, autoscaling: { enabled: true } } };
  expect(find(renderManifests([BASE, values]), 'Deployment openchoreo-ui')).toHaveProperty('spec.replicas', 2);
});
