import type { Container, PodSpec, Probe, SecurityContext } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { Manifest } from '../lib';

// The profile `restricted` of Kubernetes' Pod Security standards, which contains the profile `baseline`:
// https://kubernetes.io/docs/concepts/security/pod-security-standards/. This file knows nothing about the portal.

interface PodTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
}

/** Types of volumes that `restricted` allows. A volume without a type is an emptyDir. */
const VOLUME_TYPES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
];

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/** Returns the fields of an object's pods that `restricted` refuses; undefined if the object makes no pods. */
export function restrictedViolations(manifest: Manifest): string[] | undefined {
  const { template } = ((manifest as { spec?: object }).spec ?? {}) as { template?: PodTemplate };
  return template?.spec ? podViolations(template) : undefined;
}

/** Returns the fields of a pod template that `restricted` refuses. */
export function podViolations({ metadata, spec }: PodTemplate): string[] {
  if (!spec) {
    return ['spec'];
  }
  const { securityContext: pod = {}, containers, initContainers = [], ephemeralContainers = [], volumes = [] } = spec;
  const all = [...containers, ...initContainers, ...(ephemeralContainers as Container[])];
  const hosts = { hostNetwork: spec.hostNetwork, hostPID: spec.hostPID, hostIPC: spec.hostIPC };
  return [
    ...Object.entries(hosts).flatMap(([field, on]) => (on ? [field] : [])),
    ...sharedViolations('pod', pod),
    ...(pod.sysctls ?? []).flatMap(({ name }) => (SYSCTLS.includes(name) ? [] : [`sysctl ${name}`])),
    ...Object.entries(metadata?.annotations ?? {}).flatMap(([key, value]) =>
      key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
      value !== 'runtime/default' &&
      !value.startsWith('localhost/')
        ? [`annotation ${key}`]
        : [],
    ),
    ...volumes.flatMap((volume) =>
      Object.keys(volume).every((key) => key === 'name' || VOLUME_TYPES.includes(key)) ? [] : [`volume ${volume.name}`],
    ),
    ...all.flatMap((container) => containerViolations(container, pod)),
  ];
}

function containerViolations(container: Container, pod: SecurityContext): string[] {
  const { name, securityContext: own = {}, ports = [], lifecycle = {} } = container;
  const { add = [], drop = [] } = own.capabilities ?? {};
  const { livenessProbe, readinessProbe, startupProbe } = container;
  const handlers = [livenessProbe, readinessProbe, startupProbe, lifecycle.postStart, lifecycle.preStop];
  const refused = {
    privileged: own.privileged === true,
    allowPrivilegeEscalation: own.allowPrivilegeEscalation !== false,
    'capabilities.drop': !drop.includes('ALL'),
    'capabilities.add': add.some((capability) => capability !== 'NET_BIND_SERVICE'),
    procMount: !['Default', undefined].includes(own.procMount),
    runAsNonRoot: (own.runAsNonRoot ?? pod.runAsNonRoot) !== true,
    seccompProfile: (own.seccompProfile ?? pod.seccompProfile) === undefined,
    hostPort: ports.some(({ hostPort }) => hostPort),
    'host of a probe or hook': handlers.some((handler) => namesHost(handler)),
  };
  return [
    ...sharedViolations(name, own),
    ...Object.entries(refused).flatMap(([field, is]) => (is ? [`${name}: ${field}`] : [])),
  ];
}

/** Returns the violations of fields that pods and containers have. */
function sharedViolations(name: string, context: SecurityContext): string[] {
  const { runAsUser, seccompProfile, appArmorProfile, seLinuxOptions = {}, windowsOptions } = context;
  const refused = {
    runAsUser: runAsUser === 0,
    seccompProfile: seccompProfile !== undefined && !['RuntimeDefault', 'Localhost'].includes(seccompProfile.type),
    appArmorProfile: appArmorProfile !== undefined && !['RuntimeDefault', 'Localhost'].includes(appArmorProfile.type),
    'seLinuxOptions.type': !SELINUX_TYPES.includes(seLinuxOptions.type ?? ''),
    'seLinuxOptions.user': Boolean(seLinuxOptions.user),
    'seLinuxOptions.role': Boolean(seLinuxOptions.role),
    hostProcess: windowsOptions?.hostProcess === true,
  };
  return Object.entries(refused).flatMap(([field, is]) => (is ? [`${name}: ${field}`] : []));
}

function namesHost(handler: Pick<Probe, 'httpGet' | 'tcpSocket'> | undefined): boolean {
  return Boolean(handler?.httpGet?.host || handler?.tcpSocket?.host);
}
