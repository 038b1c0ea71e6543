import { type Effective, flag, type Input, others, section, text } from '../../../values/node';
import { DEFAULTS } from '../profile';
import { backstage } from './backstage';
import { global } from './global';
import { openchoreoApi } from './openchoreo-api';
import { OTHER_KEYS, OTHER_SECTIONS } from './other-components';
import { security } from './security';
import { thunder } from './thunder';

/** The documented values: the one place that holds their names, types, defaults and meaning. */
export const schema = section(
  "Values of OpenChoreo's control-plane chart 0.11.0 that reach Backstage or the API's route.",
  {
    global,
    fullnameOverride: text(
      "First part of the objects' names, at most 63 characters. Empty: the release's name, with the chart's name where that is not in it.",
      { default: DEFAULTS.fullnameOverride },
    ),
    nameOverride: text("Takes the chart's name's place in labels and derived names."),
    security,
    backstage,
    openchoreoApi,
    thunder,
    gateway: section('The Gateway of the control plane.', {
      enabled: flag('Whether there is a Gateway to attach HTTPRoutes to. Off: no HTTPRoute is rendered.', {
        default: true,
      }),
      ...others(OTHER_KEYS.gateway),
    }),
    ...others(OTHER_SECTIONS),
  },
);

/** The documented values as one writes them: every key optional, `null` to take a default away. */
export type Values = Input<typeof schema>;

/** The values with all defaults in: every key is there, undefined if it has no value. */
export type EffectiveValues = Effective<typeof schema>;

export { PUBLIC_CLIENT_SECRET } from './auth';
export { BASE_DOMAIN } from './global';
