import type {
  ConfigMapProjection,
  ProjectedVolumeSource,
  SecretProjection,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from 'kubernetes-types/core/v1';
import { refuseSeveral, requireMember, setMembers } from '../members';
import { checkRange, type Range } from '../numbers';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';
import { checkFilePath } from './paths';
import { checkMode } from './volumes';

/** Seconds after which a token may expire: from 10 minutes to 2^32 seconds. */
const EXPIRATION: Range = [600, 2 ** 32];

/** Checks of the sources of projected volumes. */
export const projectionChecks = {
  ProjectedVolumeSource({ sources = [], defaultMode }: Given<ProjectedVolumeSource>, at: Place) {
    checkMode(defaultMode, at.at('defaultMode'));
    const files = sources.flatMap((source, index) => filesOf(source, at.at('sources').at(index)));
    const taken = new Set<string>();
    for (const { path, place } of files) {
      if (taken.has(path)) {
        place.refuse('must be unique in the volume, but another file has it too', 'change one of the paths');
      }
      taken.add(path);
    }
  },

  VolumeProjection(source: Given<VolumeProjection>, at: Place) {
    refuseSeveral(setMembers(source, ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken']), at);
  },

  SecretProjection({ name }: Given<SecretProjection>, at: Place) {
    requireMember(name, at.at('name'), 'set it to the name of a Secret');
  },

  ConfigMapProjection({ name }: Given<ConfigMapProjection>, at: Place) {
    requireMember(name, at.at('name'), 'set it to the name of a ConfigMap');
  },

  ServiceAccountTokenProjection({ path, expirationSeconds }: Given<ServiceAccountTokenProjection>, at: Place) {
    checkRange(expirationSeconds, EXPIRATION, at.at('expirationSeconds'));
    if (requireMember(path, at.at('path'), 'set it to the path of the file in the volume')) {
      checkFilePath(path ?? '', at.at('path'));
    }
  },
} satisfies TypeChecks;

interface File {
  readonly path: string;
  readonly place: Place;
}

/** Returns the files of a source whose paths must differ. The API server does not compare tokens. */
function filesOf({ secret, configMap, downwardAPI }: Given<VolumeProjection>, at: Place): File[] {
  return Object.entries({ secret, configMap, downwardAPI }).flatMap(([member, source]) =>
    (source?.items ?? []).flatMap(({ path }, index) =>
      path ? [{ path, place: at.at(member).at('items').at(index).at('path') }] : [],
    ),
  );
}
