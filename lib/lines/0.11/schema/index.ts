import { markAdditions } from '../../../values/additions';
import { type Effective, flag, type Input, others, section, text } from '../../../values/node';
import { DEFAULTS } from '../profile';
import { ADDITIONS } from './additions';
import { backstage } from './backstage';
import { global } from './global';
import { openchoreoApi } from './openchoreo-api';
import { OTHER_KEYS, OTHER_SECTIONS } from './other-components';
import { security } from './security';
import { thunder } from './thunder';

/** Schema of the documented values, the only place that defines their names, types, defaults and descriptions. */
const documented = section(
  "Values of OpenChoreo's control-plane chart 0.11.0 that affect Backstage or the route to the OpenChoreo API.",
  {
    global,
    fullnameOverride: text(
      "Prefix of the objects' names, at most 63 characters. If empty, it is the release name, followed by the chart name unless the release name contains it.",
      { default: DEFAULTS.fullnameOverride },
    ),
    nameOverride: text('Replaces the chart name in labels and derived names.'),
    security,
    backstage,
    openchoreoApi,
    thunder,
    gateway: section('Gateway of the control plane.', {
      enabled: flag('Whether the control plane has a Gateway for HTTPRoutes. If false, no HTTPRoute is rendered.', {
        default: true,
      }),
      ...others(OTHER_KEYS.gateway),
    }),
    ...others(OTHER_SECTIONS),
  },
);

/** The values, with this package's additions marked. */
export const schema = markAdditions(documented, ADDITIONS);

/** Values as users write them: every key is optional, and `null` removes a default. */
export type Values = Input<typeof schema>;

/** Values merged with all defaults. Every key is present; it is undefined if it has no value. */
export type EffectiveValues = Effective<typeof schema>;
