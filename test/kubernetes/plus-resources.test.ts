import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { containerResources, wireResources } from '../../lib/kubernetes/plus-objects';

describe('resource requests and limits', () => {
  test('keeps the wire format unchanged', () => {
    const resources = {
      limits: { cpu: '2', 'nvidia.com/gpu': '1' },
      requests: { memory: '1Gi' },
      claims: [{ name: 'gpu' }],
    };
    expect(wireResources(resources)).toEqual(resources);
  });

  test('keeps an empty map', () => {
    expect(wireResources({})).toEqual({});
  });

  test('accepts those of cdk8s-plus-28', () => {
    const resources: Required<kplus.ContainerResources> = {
      cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.units(1.5) },
      memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
      ephemeralStorage: { request: Size.gibibytes(2), limit: Size.gibibytes(4) },
    };
    expect(wireResources(resources)).toEqual({
      limits: { cpu: '1.5', memory: '1Gi', 'ephemeral-storage': '4Gi' },
      requests: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '2Gi' },
    });
  });

  test('omits limits if only requests are set', () => {
    expect(wireResources({ cpu: { request: kplus.Cpu.millis(250) } })).toEqual({ requests: { cpu: '250m' } });
  });

  test('omits requests if only limits are set', () => {
    expect(wireResources({ memory: { limit: Size.gibibytes(1) } })).toEqual({ limits: { memory: '1Gi' } });
  });

  test('accepts ephemeral storage alone', () => {
    expect(wireResources({ ephemeralStorage: { limit: Size.gibibytes(1) } })).toEqual({
      limits: { 'ephemeral-storage': '1Gi' },
    });
  });
});

describe('the resources of a container in the form of cdk8s-plus', () => {
  test('contain CPU and memory', () => {
    const resources = containerResources({
      limits: { cpu: '2', memory: '2Gi' },
      requests: { cpu: '200m', memory: '256Mi' },
    });
    expect(resources).toEqual({
      cpu: { limit: { amount: '2' }, request: { amount: '200m' } },
      memory: { limit: Size.kibibytes(2 * 1024 * 1024), request: Size.kibibytes(256 * 1024) },
    });
  });

  test('round memory up', () => {
    expect(containerResources({ limits: { memory: '1025' } }).memory?.limit).toEqual(Size.kibibytes(2));
  });

  test('keep amounts of CPU unchanged', () => {
    const amounts = ['9m', '2007m', '1500u', '1.5'];
    const kept = amounts.map((cpu) => containerResources({ limits: { cpu } }).cpu?.limit?.amount);
    expect(kept).toEqual(['9m', '2007m', '1500u', '1.5']);
  });

  test('are empty if no resources are set', () => {
    expect(containerResources({})).toEqual({
      cpu: { limit: undefined, request: undefined },
      memory: { limit: undefined, request: undefined },
    });
  });
});
