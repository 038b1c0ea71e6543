import type {
  ContainerResourceMetricSource,
  CrossVersionObjectReference,
  ExternalMetricSource,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HPAScalingPolicy,
  HPAScalingRules,
  MetricIdentifier,
  MetricSpec,
  MetricTarget,
  ObjectMetricSource,
  PodsMetricSource,
  ResourceMetricSource,
} from 'kubernetes-types/autoscaling/v2';
import { DNS_LABEL, PATH_SEGMENT } from '../../names';
import { parseQuantity, type Quantity } from '../../quantity';
import { requireMember } from '../members';
import { checkAtLeast, checkRange, requireAtLeast, requireRange } from '../numbers';
import type { Place } from '../place';
import { checkContainerResource } from '../pod/resource-names';
import { checkForm, checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Longest window of stabilization, in seconds. */
const MAX_WINDOW = 3600;

/** Longest period of a policy, in seconds. */
const MAX_PERIOD = 1800;

/** Member of a metric for each type. */
const SOURCES = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
} as const;

/** Members of a target for the usage of a resource. */
const USAGE = ['averageUtilization', 'averageValue'] as const;

/** Checks of HorizontalPodAutoscalers. */
export const autoscalerChecks = {
  HorizontalPodAutoscaler({ spec }: Given<HorizontalPodAutoscaler>, at: Place) {
    requireMember(spec, at.at('spec'));
  },

  HorizontalPodAutoscalerSpec(spec: Given<HorizontalPodAutoscalerSpec>, at: Place) {
    const { minReplicas = 1, maxReplicas, scaleTargetRef, metrics = [] } = spec;
    checkAtLeast(minReplicas, 1, at.at('minReplicas'));
    requireAtLeast(maxReplicas, 1, at.at('maxReplicas'));
    if (maxReplicas !== undefined && maxReplicas > 0 && maxReplicas < minReplicas) {
      at.at('minReplicas').refuseValue(
        minReplicas,
        `at most maxReplicas (${maxReplicas})`,
        'lower it, or raise maxReplicas',
      );
    }
    const target = at.at('scaleTargetRef');
    requireMember(scaleTargetRef, target);
    const { apiVersion, kind } = scaleTargetRef ?? {};
    if (scaleTargetRef !== undefined && kind !== 'ReplicationController' && !/^[^/]+\//.test(apiVersion ?? '')) {
      target.at('apiVersion').refuseValue(apiVersion, 'a version with a group', 'write it as apps/v1');
    }
    for (const [index, { object }] of metrics.entries()) {
      if (object !== undefined) {
        requireMember(object.describedObject, at.at('metrics').at(index).at('object').at('describedObject'));
      }
    }
  },

  CrossVersionObjectReference({ apiVersion = '', kind, name }: Given<CrossVersionObjectReference>, at: Place) {
    checkForm(kind, PATH_SEGMENT, at.at('kind'));
    checkForm(name, PATH_SEGMENT, at.at('name'));
    if (apiVersion.split('/').length > 2) {
      at.at('apiVersion').refuseValue(apiVersion, 'an API version', 'write it as apps/v1');
    }
  },

  HPAScalingRules(rules: Given<HPAScalingRules & { readonly tolerance: Quantity }>, at: Place) {
    const { policies, selectPolicy, stabilizationWindowSeconds, tolerance } = rules;
    checkRange(stabilizationWindowSeconds, [0, MAX_WINDOW], at.at('stabilizationWindowSeconds'));
    if (selectPolicy !== undefined) {
      checkOneOf(selectPolicy, ['Max', 'Min', 'Disabled'], at.at('selectPolicy'));
    }
    if (policies?.length === 0) {
      at.at('policies').refuse('must have an entry', 'add one, or remove policies');
    }
    if (tolerance !== undefined && parseQuantity(tolerance) < 0) {
      at.at('tolerance').refuseValue(tolerance, 'at least 0', 'set it to 0 or more');
    }
  },

  HPAScalingPolicy({ type, value, periodSeconds }: Given<HPAScalingPolicy>, at: Place) {
    checkOneOf(type, ['Pods', 'Percent'], at.at('type'));
    requireAtLeast(value, 1, at.at('value'));
    requireRange(periodSeconds, [1, MAX_PERIOD], at.at('periodSeconds'));
  },

  MetricSpec(metric: Given<MetricSpec>, at: Place) {
    const { type } = metric;
    checkOneOf(type, Object.keys(SOURCES), at.at('type'));
    for (const [name, source] of Object.entries(SOURCES)) {
      if (name === type) {
        requireMember(metric[source], at.at(source));
      } else if (type !== undefined && Object.hasOwn(SOURCES, type) && metric[source] !== undefined) {
        at.at(source).refuse(`must not be set, because the type is ${type}`, 'remove it, or change the type');
      }
    }
  },

  ContainerResourceMetricSource(source: Given<ContainerResourceMetricSource>, at: Place) {
    checkForm(source.container, DNS_LABEL, at.at('container'));
    checkContainerResource(source.name ?? '', at.at('name'));
    checkTarget(source.target, USAGE, at);
  },

  ExternalMetricSource({ metric, target }: Given<ExternalMetricSource>, at: Place) {
    requireMember(metric, at.at('metric'));
    checkTarget(target, ['value', 'averageValue'], at);
  },

  ObjectMetricSource({ metric, target }: Given<ObjectMetricSource>, at: Place) {
    requireMember(metric, at.at('metric'));
    if (target?.value === undefined || target.averageValue === undefined) {
      checkTarget(target, ['value', 'averageValue'], at);
    }
  },

  PodsMetricSource({ metric, target }: Given<PodsMetricSource>, at: Place) {
    requireMember(metric, at.at('metric'));
    checkTarget(target, ['averageValue'], at);
  },

  ResourceMetricSource({ name, target }: Given<ResourceMetricSource>, at: Place) {
    requireMember(name, at.at('name'));
    checkTarget(target, USAGE, at);
  },

  MetricIdentifier({ name }: Given<MetricIdentifier>, at: Place) {
    checkForm(name, PATH_SEGMENT, at.at('name'));
  },

  MetricTarget({ type, averageUtilization, averageValue, value }: Given<MetricTarget>, at: Place) {
    checkOneOf(type, ['Utilization', 'Value', 'AverageValue'], at.at('type'));
    checkAtLeast(averageUtilization, 1, at.at('averageUtilization'));
    for (const [key, amount] of Object.entries({ averageValue, value })) {
      if (amount !== undefined && parseQuantity(amount) <= 0) {
        at.at(key).refuseValue(amount, 'more than 0', 'set it to a larger amount');
      }
    }
  },
} satisfies TypeChecks;

/** Checks that a target has exactly one of these members. */
function checkTarget(
  target: Given<MetricTarget> | undefined,
  members: readonly ('averageUtilization' | 'averageValue' | 'value')[],
  at: Place,
): void {
  if (members.filter((member) => target?.[member] !== undefined).length !== 1) {
    at.at('target').refuse(`must have ${members.join(' or ')}`, 'set one of them');
  }
}
