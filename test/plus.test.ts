import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { containerResources, plus, podSelector } from '../lib/plus';

test('it is cdk8s-plus-28', () => {
  expect(plus()).toBe(kplus);
});

test('pods are selected by labels in one namespace', () => {
  const { labelSelector, namespaces } = podSelector({ app: 'portal' }, 'team-a');
  expect(labelSelector).toEqual(kplus.LabelSelector.of({ labels: { app: 'portal' } }));
  expect(namespaces).toEqual({ names: ['team-a'] });
});

describe('containerResources', () => {
  test('holds CPU and memory', () => {
    expect(
      containerResources({ limits: { cpu: '2', memory: '2Gi' }, requests: { cpu: '200m', memory: '256Mi' } }),
    ).toEqual({
      cpu: { limit: kplus.Cpu.millis(2000), request: kplus.Cpu.millis(200) },
      memory: { limit: Size.kibibytes(2 * 1024 * 1024), request: Size.kibibytes(256 * 1024) },
    });
  });

  test('rounds up', () => {
    expect(containerResources({ limits: { cpu: '1500u', memory: '1025' } })).toEqual({
      cpu: { limit: kplus.Cpu.millis(2), request: undefined },
      memory: { limit: Size.kibibytes(2), request: undefined },
    });
  });

  test.each([9, 13, 118, 1001])('keeps %im of CPU', (millis) => {
    expect(containerResources({ limits: { cpu: `${millis}m` } }).cpu?.limit).toEqual(kplus.Cpu.millis(millis));
  });

  // 2007 / 1000 * 1000 is a little above 2007.
  test('keeps 2007m of CPU', () => {
    expect(containerResources({ limits: { cpu: '2007m' } }).cpu?.limit).toEqual(kplus.Cpu.millis(2007));
  });

  test('holds nothing where nothing is given', () => {
    expect(containerResources({})).toEqual({
      cpu: { limit: undefined, request: undefined },
      memory: { limit: undefined, request: undefined },
    });
  });
});

describe('cdk8s-plus-28, which takes long to load', () => {
  /** Whether it gets loaded by something that is done with a fresh copy of this package. */
  function loads(use: (lib: typeof import('../lib')) => void): boolean {
    let loaded = false;
    jest.isolateModules(() => {
      jest.doMock('cdk8s-plus-28', () => {
        loaded = true;
        return kplus;
      });
      use(require('../lib'));
    });
    jest.dontMock('cdk8s-plus-28');
    return loaded;
  }

  const values = {
    backstage: {
      backendSecret: 'test-secret',
      service: { type: 'NodePort' },
      priorityClass: { create: true },
      autoscaling: { enabled: true, maxReplicas: 1 },
      podDisruptionBudget: { enabled: true },
      networkPolicy: { enabled: true },
      database: { sqlite: { persistence: { enabled: true } } },
    },
  } as const;

  test('is not loaded to render an environment', () => {
    expect(loads(({ renderManifests }) => renderManifests(values))).toBe(false);
  });

  test('is loaded where an object is handed to it', () => {
    const handOver: Parameters<typeof loads>[0] = ({ BackstageChart }) => {
      const { App }: typeof import('cdk8s') = require('cdk8s');
      new BackstageChart(new App(), 'portal', { values }).service?.toIngressBackend();
    };
    expect(loads(handOver)).toBe(true);
  });
});
