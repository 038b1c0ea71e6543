import type { ImageFacts, ImageList } from '../../backstage/image-facts';

// Facts about the portal's image that several lines share. Their source is the repository openchoreo/backstage-plugins:
// packages/backend/Dockerfile, and app-config.production.yaml, which the Dockerfile copies to /app/app-config.yaml. The
// image v<chart version> is built from the tag of the same name. The images of 0.11.0 and 0.12.0 are older than the
// tags. They are built from the commits 380707ac and bc01bc1b.

/** Variables of the Dockerfile. PATH is that of its base image, node:22-bookworm-slim. */
const VARIABLES: ImageFacts['variables'] = [
  {
    name: 'NODE_OPTIONS',
    value: '--no-node-snapshot',
    part: '--no-node-snapshot',
    without: 'the scaffolder then runs no template, so users cannot create projects and components',
    severity: 'warning',
  },
  {
    name: 'NODE_ENV',
    value: 'production',
    without: 'Backstage then does not log JSON, and "development" also shows stack traces and lets guests sign in',
    severity: 'warning',
  },
  {
    name: 'PATH',
    value: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    part: '/usr/local/bin',
    without: 'the container then does not find its entrypoint and node, and does not start',
    severity: 'warning',
  },
  {
    name: 'PYTHON',
    value: '/usr/bin/python3',
    without: 'node-gyp then builds native modules with another Python',
    severity: 'info',
  },
];

const PORTAL_BLOCKED = 'browsers then block parts of the portal';

/** Lists of every image. Backstage has the directives of scripts, styles and images as defaults (backend-defaults, helmet). */
const LISTS: readonly ImageList[] = [
  {
    key: 'backend.csp.connect-src',
    entries: ["'self'", 'http:', 'https:'],
    without: 'browsers then block requests to the portal, or to other servers such as the observer',
  },
  { key: 'backend.csp.script-src', entries: ["'self'", "'unsafe-eval'"], without: PORTAL_BLOCKED },
  { key: 'backend.csp.style-src', entries: ["'self'", "'unsafe-inline'"], without: PORTAL_BLOCKED },
  { key: 'backend.csp.img-src', entries: ["'self'", 'data:'], without: PORTAL_BLOCKED },
  {
    key: 'backend.cors.methods',
    entries: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
    without: 'browsers then block these requests from other origins',
  },
];

/** Returns the facts about an image. */
export function imageFacts(...lists: readonly ImageList[]): ImageFacts {
  return {
    variables: VARIABLES,
    lists: [...lists, ...LISTS],
    signIn: { provider: 'openchoreo-auth', environment: 'development' },
  };
}

/** File with the groups that own entities, since chart version 1.0. */
export const GROUPS = { target: '/app/catalog-entities/org.yaml', kind: 'Group' };

/** Returns the template that creates an object of OpenChoreo. */
export function template(object: string): { readonly target: string; readonly kind: string } {
  return { target: `/app/templates/create-openchoreo-${object}/template.yaml`, kind: 'Template' };
}

/** Returns the list of the files from which Backstage loads entities into its catalog. */
export function catalogLocations(...entries: ImageList['entries']): ImageList {
  return { key: 'catalog.locations', entries, without: 'the catalog then lacks their templates and groups' };
}

/** Topics of events that the backend receives over HTTP, since chart version 1.1. */
export const EVENT_TOPICS: ImageList = {
  key: 'events.http.topics',
  entries: ['openchoreo'],
  without: 'the backend then refuses the events of the event forwarder',
};
