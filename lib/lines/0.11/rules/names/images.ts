import { OPTION_DEFAULTS } from '../../../../backstage/option-defaults';
import { splitRepository } from '../../../../kubernetes/image';
import { nameViolation } from '../../../../kubernetes/names';
import type { Violation } from '../../../../util/violation';
import { DEFAULTS } from '../../profile';
import type { EffectiveValues } from '../../schema';
import type { ChartSubject } from '../../subject';

/** Checks the names of the rendered images. */
export function* imageNames({ values }: ChartSubject): Iterable<Violation> {
  const { image, auth } = values.backstage;
  yield* namesOf('backstage.image', image, DEFAULTS.image.repository);
  if (auth.registration.enabled) {
    const { repository } = OPTION_DEFAULTS.registration.image;
    yield* namesOf('backstage.auth.registration.image', auth.registration.image, repository);
  }
}

function* namesOf(
  path: string,
  { registry, repository, tag, digest }: EffectiveValues['backstage']['image'],
  defaultRepository: string,
): Iterable<Violation> {
  if (!/^[a-z0-9][\w.-]*(?::\d+(?=\/))?(?:\/[\w.-]+)*$/.test(repository ?? '')) {
    const message = 'must be a registry and repository without a tag';
    yield nameViolation(
      `${path}.repository`,
      message,
      repository,
      'write it as ghcr.io/acme/portal; set tag and digest in the keys for them',
    );
  }
  if (registry && !/^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[\w.-]+)*$/.test(registry)) {
    const message = 'must be a registry without a protocol';
    yield nameViolation(
      `${path}.registry`,
      message,
      registry,
      'write it as registry.example.com or registry.example.com:5000',
    );
  }
  const { host } = splitRepository(repository ?? '');
  if (registry && host && repository !== defaultRepository && registry !== host) {
    const message = `must not contain another registry than ${path}.registry`;
    yield nameViolation(`${path}.repository`, message, repository, 'remove the registry from one of the two');
  }
  if (tag && !/^\w[\w.-]{0,127}$/.test(tag)) {
    const message = 'must be a tag: at most 128 letters, digits, _, - and .';
    yield nameViolation(`${path}.tag`, message, tag, 'write it as v1.2.3; set a digest in the key for it');
  }
  if (digest && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    const message = 'must be sha256: and 64 hexadecimal digits in lower case';
    yield nameViolation(
      `${path}.digest`,
      message,
      digest,
      'copy the whole digest from the registry, or leave it empty',
    );
  }
}
