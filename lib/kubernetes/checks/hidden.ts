import type { Hides } from './place';

/**
 * Members whose values messages hide, because users write secrets there, on purpose or by mistake. Values inside them
 * are hidden too, unless this list shows them.
 */
export const HIDDEN: Readonly<Record<string, Hides>> = {
  annotations: 'everything',
  binaryData: 'everything',
  containers: 'texts',
  data: 'everything',
  env: 'everything',
  envFrom: 'nothing',
  ephemeralContainers: 'texts',
  image: 'nothing',
  imagePullPolicy: 'nothing',
  initContainers: 'texts',
  lifecycle: 'texts',
  livenessProbe: 'texts',
  ports: 'nothing',
  readinessProbe: 'texts',
  resources: 'nothing',
  restartPolicy: 'nothing',
  securityContext: 'nothing',
  startupProbe: 'texts',
  stringData: 'everything',
  terminationMessagePolicy: 'nothing',
  volumeDevices: 'nothing',
  volumeMounts: 'nothing',
};
