import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PriorityClass } from 'kubernetes-types/scheduling/v1';
import { number, optional, type Shapes, text } from '../util/shape';
import { checkProps } from './check-props';
import { RESOURCE_PROPS } from './prop-shapes';
import { BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link BackstagePriorityClass}. */
export interface BackstagePriorityClassProps extends BackstageResourceProps {
  /**
   * Name of the PriorityClass, unique in the cluster (values: `backstage.priorityClass.name`).
   *
   * @default 'openchoreo-backstage'
   */
  readonly name?: string;

  /**
   * Priority of Backstage's pods, an integer (values: `backstage.priorityClass.value`). Pods of higher priority may
   * preempt pods of lower priority.
   *
   * @default 800000
   */
  readonly value?: number;
}

const PROPS: Shapes<BackstagePriorityClassProps> = { ...RESOURCE_PROPS, name: optional(text), value: optional(number) };

/** PriorityClass of Backstage's pods, as in the chart's template `priorityclass`. It has no namespace. */
export class BackstagePriorityClass extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstagePriorityClassProps = {}) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, { ...props, ownNamespace: false });
    const { priorityClass } = this.release.profile.defaults;
    const { name = priorityClass.name, value = priorityClass.value } = props;
    this.apiObject = this.resource<PriorityClass>(
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name },
      { value, globalDefault: false, description: 'Priority class for Backstage UI' },
    );
  }
}
