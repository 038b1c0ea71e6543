import type { VolumeMount } from 'kubernetes-types/core/v1';
import { appConfigVariables } from '../../app-config-variables';
import { CHECKSUMS } from '../../checksums';
import { podOverlaps as overlaps } from '../../pod-overlaps';
import { APP_CONFIG, CA_BUNDLE, DATABASE_VOLUME, needsTmp, TMP } from '../../volumes';
import { ownAppConfig } from '../app-config';
import type { Rule, Subject } from './rule';

/** Kubernetes rejects most of these, and the rest hide a part of the portal. */
export const podOverlaps: Rule = {
  id: 'pod-overlaps',
  severity: 'error',
  about:
    'Own containers, volumes, mounts, labels and annotations do not overlap with each other or with those rendered.',
  *check(subject) {
    const { backstage } = subject.values;
    if (!backstage.enabled) {
      return;
    }
    const taken = {
      labels: Object.keys(subject.release.podLabels),
      annotations: Object.values(CHECKSUMS),
      volumeMounts: renderedMounts(subject),
    };
    for (const { path, message, mend } of overlaps(backstage, taken)) {
      yield { path: `backstage.${path}`, message, mend };
    }
  },
};

/** The mounts that the container has without own ones. */
function renderedMounts({ values, fidelity }: Subject): VolumeMount[] {
  const { database, extraVolumeMounts, tmp, containerSecurityContext } = values.backstage;
  const { configMap, secret } = database.postgresql.caBundle;
  const appConfig = ownAppConfig(values);
  const mounts = [
    ...(database.type === 'postgresql'
      ? mount(Boolean(configMap || secret), CA_BUNDLE.volume, CA_BUNDLE.folder)
      : mount(true, DATABASE_VOLUME, database.sqlite.mountPath ?? '')),
    ...mount(appConfig !== undefined && !appConfigVariables(appConfig), APP_CONFIG.volume, APP_CONFIG.path),
  ];
  const getsTmp =
    fidelity === 'corrected' && needsTmp(containerSecurityContext, [...mounts, ...(extraVolumeMounts ?? [])]);
  return [...mounts, ...mount(tmp !== null || getsTmp, TMP.volume, TMP.folder)];
}

function mount(isThere: boolean, name: string, mountPath: string): VolumeMount[] {
  return isThere ? [{ name, mountPath }] : [];
}
