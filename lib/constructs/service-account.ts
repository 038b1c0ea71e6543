import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ServiceAccount } from 'kubernetes-types/core/v1';
import { optional, type Shapes, text } from '../util/shape';
import { checkProps } from './check-props';
import { RESOURCE_PROPS } from './prop-shapes';
import { BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link BackstageServiceAccount}. */
export interface BackstageServiceAccountProps extends BackstageResourceProps {
  /**
   * Name of the ServiceAccount (values: `backstage.serviceAccount.name`).
   *
   * @default 'openchoreo-backstage'
   */
  readonly name?: string;
}

const PROPS: Shapes<BackstageServiceAccountProps> = { ...RESOURCE_PROPS, name: optional(text) };

/**
 * ServiceAccount that Backstage's pods run as, as in the chart's template `serviceaccount`. By default, Kubernetes
 * mounts its token into the pods.
 */
export class BackstageServiceAccount extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageServiceAccountProps = {}) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const { name = this.release.profile.defaults.serviceAccountName } = props;
    this.apiObject = this.resource<ServiceAccount>(
      { apiVersion: 'v1', kind: 'ServiceAccount', name },
      { automountServiceAccountToken: true },
    );
  }
}
