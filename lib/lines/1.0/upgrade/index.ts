import { mergedValues } from '../../../values/resolve';
import type { Edit, UpgradeChanges, UpgradeSource } from '../../../values/upgrade/step';
import { definition } from '../../0.11/definition';
import { backup } from '../../1.x/backup';
import { PORTAL_NAME } from '../../1.x/profile';
import { CHART_NAME } from '../../common/profile';
import { credentials, secretPlan } from './credentials';
import { gateway } from './gateway';
import { names } from './names';
import { otherComponents } from './other-components';
import { patches } from './patches';
import { pod } from './pod';
import { routes } from './routes';
import { signIn } from './sign-in';
import type { Source } from './source';
import { switches } from './switches';
import { urls } from './urls';

/** Parts of the step, in the order of the report. Each yields what changes for one concern. */
const PARTS: readonly ((source: Source) => Iterable<Edit>)[] = [
  switches,
  urls,
  routes,
  gateway,
  signIn,
  credentials,
  names,
  pod,
  patches,
  otherComponents,
];

/** Returns what changes from values of chart 0.11 to values of chart 1.0. */
export function upgrade(given: UpgradeSource): UpgradeChanges {
  const { options } = given;
  const of = definition(options.chartVersion);
  const subject = mergedValues(of, given.given, { ...options, fidelity: 'corrected' });
  const source: Source = {
    ...given,
    subject,
    exact: mergedValues(of, given.given, { ...options, fidelity: 'exact' }),
    portalName: given.newNames ? PORTAL_NAME : subject.release.names.workload,
    namespace: options.namespace ?? CHART_NAME,
  };
  return {
    edits: PARTS.flatMap((part) => [...part(source)]),
    secret: secretPlan(source),
    requirements: {
      ...backup(subject.values.backstage),
      gateway:
        "Gateway API's CRDs, kgateway and its CRDs are installed as releases of their own: chart 1.0 no longer installs kgateway",
      components:
        'Other components have the values that they require, such as security.oidc.jwksUrl and openchoreoApi.config.server.publicUrl, which this command does not set',
    },
  };
}
