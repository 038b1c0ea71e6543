import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/** JSON schema of an object or a member. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Returns a function that checks `spec` against the schema of a CRD in crds/, and refuses unknown fields. */
export function crdSchema(file: string): ValidateFunction {
  const crd = parse(readFileSync(`crds/${file}`, 'utf8'));
  const { spec }: Record<string, Schema> = crd.spec.versions[0].schema.openAPIV3Schema.properties;
  return new Ajv({ strict: false }).compile(closed(spec ?? {}));
}

/** Returns a schema that refuses members that it does not describe. */
function closed({ properties, items, ...schema }: Schema): object {
  return {
    ...schema,
    ...(items && { items: closed(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, member]) => [key, closed(member)])),
      additionalProperties: false,
    }),
  };
}
