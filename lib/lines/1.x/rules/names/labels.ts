import type { Violation } from '../../../../util/violation';
import { checkAnnotations, checkLabels } from '../../../common/checks/names/labels';
import type { ChartSubject } from '../../subject';

/** Checks the labels and annotations of the rendered objects. */
export function* labels({ values, facts }: ChartSubject): Iterable<Violation> {
  const { global, backstage, openchoreoApi } = values;
  yield* checkLabels({
    'global.commonLabels': global.commonLabels,
    ...(backstage.enabled && {
      'backstage.nodeSelector': backstage.nodeSelector,
      'backstage.podLabels': backstage.podLabels,
    }),
    ...(backstage.enabled &&
      facts.scrapesMetrics && { 'backstage.metrics.serviceMonitor.labels': backstage.metrics.serviceMonitor.labels }),
  });
  yield* checkAnnotations({
    ...(backstage.enabled && {
      'backstage.annotations': backstage.annotations,
      'backstage.podAnnotations': backstage.podAnnotations,
      'backstage.serviceAccount.annotations': backstage.serviceAccount.annotations,
    }),
    ...(facts.routeKind && { 'backstage.http.annotations': backstage.http.annotations }),
    ...(facts.rendersApiRoute && { 'openchoreoApi.http.annotations': openchoreoApi.http.annotations }),
  });
}
