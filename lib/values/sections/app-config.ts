import type { JsonMap } from '../../util/json';
import type { Node } from '../node';

/** Backstage's own configuration: any tree. */
export interface AppConfig extends JsonMap {
  /** The frontend. */
  readonly app?: JsonMap & {
    /** The portal's URL: the same as `backstage.baseUrl`. */
    readonly baseUrl?: string | null;
  };
  /** The backend. */
  readonly backend?: JsonMap & {
    /** The portal's URL: the same as `backstage.baseUrl`. */
    readonly baseUrl?: string | null;
  };
}

const part = (what: string): Node => ({
  type: ['object', 'null'],
  description: `Settings of the ${what}, any tree.`,
  properties: {
    baseUrl: {
      type: ['string', 'null'],
      description: `The portal's URL, for the ${what}: the same as \`backstage.baseUrl\`.`,
    },
  },
  required: [],
});

/** Values: `backstage.appConfig`. */
export const appConfig: Node<AppConfig> = {
  type: ['object', 'null'],
  description:
    "Backstage's own configuration, any tree. `app.baseUrl` and `backend.baseUrl` are the portal's URL: the same as `backstage.baseUrl`. The rest: variables `APP_CONFIG_…`, or a ConfigMap passed by `--config` where it has a `$`, such as in `${VARIABLE}`, or a key that no variable can have. Secrets by `${VARIABLE}` only.",
  properties: { app: part('frontend'), backend: part('backend') },
  required: [],
  writeOnly: true,
};
