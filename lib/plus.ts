import { Size } from 'cdk8s';
import type * as plus28 from 'cdk8s-plus-28';
import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { parseQuantity, type Quantity } from './quantity';

/**
 * The code of cdk8s-plus-28, where a caller's object needs it.
 *
 * Loading it takes longer than rendering an environment, so nothing of this package imports more than its types.
 */
export function plus(): typeof plus28 {
  return require('cdk8s-plus-28');
}

/** The pods with these labels, in one namespace, as cdk8s-plus-28 selects pods. */
export function podSelector(labels: Readonly<Record<string, string>>, namespace: string): plus28.PodSelectorConfig {
  return {
    labelSelector: plus().LabelSelector.of({ labels: { ...labels } }),
    namespaces: { names: [namespace] },
  };
}

/** Requests and limits as cdk8s-plus-28 holds them; it knows CPU and memory. */
export function containerResources({ limits, requests }: ResourceRequirements): plus28.ContainerResources {
  const { Cpu } = plus();
  const cpu = (amount: Quantity | undefined) =>
    amount === undefined ? undefined : Cpu.millis(Math.ceil(Number((parseQuantity(amount) * 1000).toFixed(6))));
  const memory = (amount: Quantity | undefined) =>
    amount === undefined ? undefined : Size.kibibytes(Math.ceil(parseQuantity(amount) / 1024));
  return {
    cpu: { limit: cpu(limits?.cpu), request: cpu(requests?.cpu) },
    memory: { limit: memory(limits?.memory), request: memory(requests?.memory) },
  };
}
