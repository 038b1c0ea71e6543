import type { Base, RenderRequest } from '../../bin/preview/protocol';
import type { SaveRequest } from '../messages';

// A page can send anything, so these functions check the form of its requests.

/** Checks whether the content of a request asks for a rendering. */
export function isRenderRequest(content: unknown): content is RenderRequest {
  return (
    isMap(content) &&
    Array.isArray(content.texts) &&
    content.texts.every(isText) &&
    isText(content.chartVersion) &&
    isText(content.fidelity) &&
    typeof content.showSecrets === 'boolean' &&
    isBase(content.base)
  );
}

function isBase(base: unknown): base is Base {
  return (
    isMap(base) &&
    (base.type === 'saved' ||
      base.type === 'folder' ||
      (base.type === 'other' && isText(base.chartVersion) && isText(base.fidelity)))
  );
}

/** Checks whether the content of a request asks to save a file. */
export function isSaveRequest(content: unknown): content is SaveRequest {
  return isMap(content) && Number.isSafeInteger(content.file) && isText(content.text) && isText(content.version);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
