import type { ChartSubject } from './subject';

/** Returns the texts that the chart writes without quotes, by path. */
export function unquotedValues({
  values,
  facts,
  release,
}: Pick<ChartSubject, 'values' | 'facts' | 'release'>): Readonly<Record<string, string | undefined>> {
  const { backstage, openchoreoApi } = values;
  const { type, sqlite } = backstage.database;
  const { enabled, size, storageClassName } = sqlite.persistence;
  return {
    releaseName: release.name,
    namespace: release.namespace,
    nameOverride: release.chartName,
    ...(backstage.enabled && {
      'backstage.name': backstage.name,
      'backstage.serviceAccount.name': backstage.serviceAccount.name,
      'backstage.secretName': backstage.secretName,
      'backstage.auth.serviceClientSecretKey': backstage.auth.serviceClientSecretKey,
      'backstage.openchoreoApi.url': backstage.openchoreoApi.url,
      ...(backstage.priorityClass.create && { 'backstage.priorityClass.name': backstage.priorityClass.name }),
      ...(type !== 'postgresql' && { 'backstage.database.sqlite.mountPath': sqlite.mountPath }),
      ...(type !== 'postgresql' &&
        enabled && {
          'backstage.database.sqlite.persistence.size': size,
          'backstage.database.sqlite.persistence.storageClassName': storageClassName,
        }),
    }),
    ...(facts.exposesApi && { 'openchoreoApi.name': openchoreoApi.name }),
  };
}
