import type { JsonMap } from '../../util/json';
import type { Node } from '../node';

/** Additional configuration of Backstage, with any keys. */
export interface AppConfig extends JsonMap {
  /** Configuration of the frontend. @default - absent */
  readonly app?: JsonMap & {
    /** URL of the portal. It must be the same as `backstage.baseUrl`. */
    readonly baseUrl?: string | null;
  };
  /** Configuration of the backend. @default - absent */
  readonly backend?: JsonMap & {
    /** URL of the portal. It must be the same as `backstage.baseUrl`. */
    readonly baseUrl?: string | null;
  };
}

const part = (name: string): Node => ({
  type: ['object', 'null'],
  description: `Configuration of the ${name}, with any keys.`,
  properties: {
    baseUrl: {
      type: ['string', 'null'],
      description: `URL of the portal for the ${name}. It must be the same as \`backstage.baseUrl\`.`,
    },
  },
  required: [],
});

/** Values: `backstage.appConfig`. */
export const appConfig: Node<AppConfig> = {
  type: ['object', 'null'],
  description:
    'Additional configuration of Backstage, with any keys. It is rendered as variables `APP_CONFIG_…`. If they cannot express it, for example because of a `$` in `${VARIABLE}`, it is rendered as a ConfigMap, which `--config` passes to Backstage. `app.baseUrl` and `backend.baseUrl` must be the same as `backstage.baseUrl`. Refer to secrets only by `${VARIABLE}`.',
  properties: { app: part('frontend'), backend: part('backend') },
  required: [],
  writeOnly: true,
};
