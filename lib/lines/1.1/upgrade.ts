import { mergedValues } from '../../values/resolve';
import type { Edit, UpgradeChanges, UpgradeSource } from '../../values/upgrade/step';
import { definition } from '../1.0/definition';
import { backup } from '../1.x/backup';
import { DEFAULTS, PORTAL_NAME } from '../1.x/profile';

/** Path at which the portal receives events (chart: values of the event forwarder). */
const EVENTS_PATH = '/api/events/http/openchoreo';

/** Returns what changes from values of chart 1.0 to values of chart 1.1. */
export function upgrade({ given, options }: UpgradeSource): UpgradeChanges {
  const { values, release } = mergedValues(definition(options.chartVersion), given, options);
  return {
    edits: values.backstage.enabled ? [...eventForwarder(release.names.workload, values.backstage.service.port)] : [],
    requirements: {
      ...backup(values.backstage),
      versions: 'Gateway API 1.4.1 and kgateway 2.2.1, with which OpenChoreo tests chart 1.1',
    },
  };
}

/** Chart 1.1 has an event forwarder, which by default sends events to the Service of the default name and port. */
function* eventForwarder(service: string, port: number = DEFAULTS.service.port): Iterable<Edit> {
  if (service !== PORTAL_NAME || port !== DEFAULTS.service.port) {
    const url = `http://${service}:${port}${EVENTS_PATH}`;
    yield {
      type: 'derive',
      path: 'eventForwarder.config.webhooks.endpoints',
      value: [{ url }],
      message: `is ${url}, the Service of the portal; by default, the event forwarder sends to the Service ${PORTAL_NAME}`,
    };
  }
}
