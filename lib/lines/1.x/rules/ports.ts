import { portViolations } from '../../../kubernetes/port';
import type { ChartRule } from '../subject';

/** URLs contain these ports. */
export const ports: ChartRule = {
  id: 'ports',
  severity: 'error',
  about: 'Ports in URLs are integers from 1 to 65535.',
  *check({ values: { backstage, portalAssistant } }) {
    if (
      backstage.enabled &&
      !backstage.features.assistant.portalAssistantUrl &&
      portalAssistant.service.port !== undefined
    ) {
      yield* portViolations('portalAssistant.service.port', portalAssistant.service.port);
    }
  },
};
