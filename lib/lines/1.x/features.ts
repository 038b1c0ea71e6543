/** Parts that a line renders and refuses differently from the others. */
export interface LineFeatures {
  /** Whether the chart looks for placeholders only in values that something enabled uses. */
  readonly checksEnabledOnly: boolean;
  /** Whether the NetworkPolicy selects the pods by all their labels, or by the fullname, which no pod has. */
  readonly policySelectsPods: boolean;
  /** Whether TrafficPolicies are rendered only for the Gateway class kgateway. */
  readonly hasGatewayClass: boolean;
  /** Whether the chart refuses several replicas of the cluster gateway. */
  readonly hasSingleGateway: boolean;
  /** Whether the chart renders a ConfigMap of `appConfig`. */
  readonly hasAppConfig: boolean;
}
