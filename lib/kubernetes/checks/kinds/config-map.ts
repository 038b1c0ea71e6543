import type { ConfigMap } from 'kubernetes-types/core/v1';
import { describeName } from '../../../util/describe';
import { checkBase64, checkSize, checkTexts } from '../data';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Checks of ConfigMaps. */
export const configMapChecks = {
  ConfigMap({ data = {}, binaryData = {} }: Given<ConfigMap>, at: Place) {
    checkTexts(data, at.at('data'));
    checkBase64(binaryData, at.at('binaryData'));
    checkSize(data, binaryData, at.at('data'));
    for (const key of Object.keys(data).filter((name) => Object.hasOwn(binaryData, name))) {
      at.at('data')
        .at(describeName(key))
        .refuse('must not be a key of binaryData too', 'rename one of the keys, or remove it');
    }
  },
} satisfies TypeChecks;
