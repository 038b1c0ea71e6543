import { LABEL_KEY, LABEL_VALUE, misfit, nameViolation } from '../../../../kubernetes/names';
import { childPath } from '../../../../util/path';
import type { Violation } from '../../../../util/violation';
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
      facts.scrapesMetrics && { 'backstage.metrics.serviceMonitor.labels': backstage.metrics.serviceMonitor.labels }),
  };
  for (const [path, map] of Object.entries(maps)) {
    yield* labelMap(path, map ?? {});
  }
  const annotations = {
    ...(backstage.enabled && {
      'backstage.annotations': backstage.annotations,
      'backstage.podAnnotations': backstage.podAnnotations,
      'backstage.serviceAccount.annotations': backstage.serviceAccount.annotations,
    }),
    ...(backstage.enabled &&
      backstage.ingress.enabled && { 'backstage.ingress.annotations': backstage.ingress.annotations }),
    ...(facts.rendersApiRoute && { 'openchoreoApi.ingress.annotations': openchoreoApi.ingress.annotations }),
  };
  for (const [path, map] of Object.entries(annotations)) {
    for (const key of Object.keys(map ?? {})) {
      // Kubernetes checks the keys of annotations in lower case.
      if (!LABEL_KEY.fits(key.toLowerCase())) {
        yield badKey(path, key);
      }
    }
  }
}

function* labelMap(list: string, map: Readonly<Record<string, string>>): Iterable<Violation> {
  for (const [key, value] of Object.entries(map)) {
    if (!LABEL_KEY.fits(key)) {
      yield badKey(list, key);
    }
    if (!LABEL_VALUE.fits(value)) {
      yield misfit(childPath(list, key), LABEL_VALUE, value);
    }
  }
}

function badKey(map: string, key: string): Violation {
  return nameViolation(childPath(map, key), `must have ${LABEL_KEY.words}`, key, LABEL_KEY.fix);
}
