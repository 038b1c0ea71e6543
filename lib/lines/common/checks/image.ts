import { describeUrl } from '../../../backstage/secrets';
import { splitRepository } from '../../../kubernetes/image';
import { nameViolation } from '../../../kubernetes/names';
import type { Violation } from '../../../util/violation';

interface ImageValues {
  readonly registry: string | undefined;
  readonly repository: string | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Checks the names of an image. */
export function* checkImage(
  path: string,
  { registry, repository, tag, digest }: ImageValues,
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
  yield* checkRegistry(`${path}.registry`, registry);
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

/** Checks the name of a registry. */
export function* checkRegistry(path: string, registry: string | undefined): Iterable<Violation> {
  if (registry && !/^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[\w.-]+)*$/.test(registry)) {
    const message = `must be a registry without a protocol, got ${describeUrl(registry)}`;
    yield { path, message, fix: 'write it as registry.example.com or registry.example.com:5000' };
  }
}
