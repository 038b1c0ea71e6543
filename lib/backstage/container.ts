// Facts about the portal's image and its container that hold for every chart version.

/** Name of the container that runs Backstage. */
export const CONTAINER_NAME = 'backstage';

/** Port that the container listens on, whatever the Service's port or the PORT variable say. */
export const CONTAINER_PORT = { name: 'http', number: 7007 } as const;

/** The image's own command, for a container with custom arguments: they would replace it (image: Dockerfile). */
export const IMAGE_COMMAND: readonly string[] = ['node', 'packages/backend'];

/** The image's own configuration, for a container that passes another: Backstage reads only what it is passed. */
export const IMAGE_CONFIG: readonly string[] = ['--config', 'app-config.yaml'];
