// The facts in this file about the portal's image and its container are true for every chart version.

/** Name of the container that runs Backstage. */
export const CONTAINER_NAME = 'backstage';

/** Port that the container listens on. Neither the Service's port nor the variable PORT changes it. */
export const CONTAINER_PORT = { name: 'http', number: 7007 } as const;

/**
 * Paths of the backend's health endpoints.
 *
 * Liveness answers 200 as soon as the process listens, and readiness when the backend has started.
 */
export const HEALTH_PATHS = {
  liveness: '/.backstage/health/v1/liveness',
  readiness: '/.backstage/health/v1/readiness',
} as const;

/**
 * Command of the image (image: Dockerfile).
 *
 * Custom arguments replace it, so the container must repeat it before them.
 */
export const IMAGE_COMMAND: readonly string[] = ['node', 'packages/backend'];

/**
 * Arguments for the configuration file in the image.
 *
 * A container that passes another file must repeat them, because Backstage reads only the files in its arguments.
 */
export const IMAGE_CONFIG: readonly string[] = ['--config', 'app-config.yaml'];
