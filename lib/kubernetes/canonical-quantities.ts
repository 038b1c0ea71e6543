import type { Container, EnvVar, PodSpec, ResourceRequirements, Volume } from 'kubernetes-types/core/v1';
import { canonicalQuantity, type Quantity } from './quantity';

type Amounts = ResourceRequirements['limits'];

/** Returns the spec of a pod whose quantities are as Kubernetes prints them: a server-side apply of it changes none. */
export function withCanonicalQuantities<Spec extends PodSpec>(spec: Spec): Spec {
  const { initContainers, containers, volumes } = spec;
  return {
    ...spec,
    ...(initContainers && { initContainers: initContainers.map(container) }),
    containers: containers.map(container),
    ...(volumes && { volumes: volumes.map(volume) }),
  };
}

function container(given: Container): Container {
  const { env, resources } = given;
  return { ...given, ...(env && { env: env.map(variable) }), ...(resources && { resources: requirements(resources) }) };
}

function variable(given: EnvVar): EnvVar {
  const { valueFrom } = given;
  const { resourceFieldRef } = valueFrom ?? {};
  return resourceFieldRef?.divisor
    ? {
        ...given,
        valueFrom: {
          ...valueFrom,
          resourceFieldRef: { ...resourceFieldRef, divisor: canonicalQuantity(resourceFieldRef.divisor) },
        },
      }
    : given;
}

function volume(given: Volume): Volume {
  const { emptyDir, ephemeral } = given;
  if (emptyDir?.sizeLimit) {
    return { ...given, emptyDir: { ...emptyDir, sizeLimit: canonicalQuantity(emptyDir.sizeLimit) } };
  }
  const template = ephemeral?.volumeClaimTemplate;
  if (template?.spec?.resources) {
    const spec = { ...template.spec, resources: requirements(template.spec.resources) };
    return { ...given, ephemeral: { ...ephemeral, volumeClaimTemplate: { ...template, spec } } };
  }
  return given;
}

function requirements<Resources extends Pick<ResourceRequirements, 'limits' | 'requests'>>(
  given: Resources,
): Resources {
  const { limits, requests } = given;
  return {
    ...given,
    ...(limits && { limits: amounts(limits) }),
    ...(requests && { requests: amounts(requests) }),
  };
}

function amounts(given: NonNullable<Amounts>): Amounts {
  const canonical = ([name, amount]: [string, Quantity | null | undefined]) => [
    name,
    amount === null || amount === undefined ? amount : canonicalQuantity(amount),
  ];
  return Object.fromEntries(Object.entries(given).map(canonical));
}
