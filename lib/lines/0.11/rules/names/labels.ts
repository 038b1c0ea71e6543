import type { Violation } from '../../../../util/violation';
import { checkAnnotations, checkLabels } from '../../../common/checks/names/labels';
import type { ChartSubject } from '../../subject';

/** Checks the labels and annotations of the rendered objects. */
export function* labels({ values, facts }: ChartSubject): Iterable<Violation> {
  const { global, backstage, openchoreoApi } = values;
  const maps = {
    'global.commonLabels': global.commonLabels,
    ...(backstage.enabled && {
      'backstage.nodeSelector': backstage.nodeSelector,
      'backstage.podLabels': backstage.podLabels,
    }),
    ...(backstage.enabled &&
      backstage.auth.registration.enabled && {
        'backstage.auth.registration.nodeSelector': backstage.auth.registration.nodeSelector,
      }),
    ...(backstage.enabled &&
      facts.scrapesMetrics && { 'backstage.metrics.serviceMonitor.labels': backstage.metrics.serviceMonitor.labels }),
  };
  yield* checkLabels(maps);
  const annotations = {
    ...(backstage.enabled && {
      'backstage.annotations': backstage.annotations,
      'backstage.podAnnotations': backstage.podAnnotations,
      'backstage.serviceAccount.annotations': backstage.serviceAccount.annotations,
    }),
    ...(facts.routeKind && { 'backstage.ingress.annotations': backstage.ingress.annotations }),
    ...(facts.rendersApiRoute && { 'openchoreoApi.ingress.annotations': openchoreoApi.ingress.annotations }),
  };
  yield* checkAnnotations(annotations);
}
