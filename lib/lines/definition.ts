import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../constructs/deployment';
import type { BackstageService } from '../constructs/service';
import type { Facts } from '../values/facts';
import type { Resolved, ValuesDefinition } from '../values/resolve';

/** Constructs of a portal that callers may refer to. */
export interface BuiltPortal {
  readonly deployment: BackstageDeployment;
  readonly service: BackstageService;
}

/** Definition of a chart line: its values, and how they become constructs. Each folder of a line returns one. */
export interface LineDefinition<Values, F extends Facts, Id extends string> extends ValuesDefinition<Values, F, Id> {
  /** Checks whether the values enable the portal. */
  rendersPortal(values: Values): boolean;
  /** Creates the constructs of values that passed every check. */
  build(scope: Construct, resolved: Resolved<Values, F, Id>): BuiltPortal | undefined;
}
