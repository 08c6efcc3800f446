import { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { Path } from '../domain/definition-problem.ts';

interface Definition {
  type: string;
  innerType?: Schema;
  shape?: Record<string, Schema>;
  element?: Schema;
  options?: readonly Schema[];
}
interface Schema {
  def: Definition;
}

function inner(schema: Schema): Schema {
  return schema.def.innerType ? inner(schema.def.innerType) : schema;
}

/** The keys `challenge.yaml` knows inside the object at a path; empty where there is no object. */
export function knownKeys(path: Path): string[] {
  let schemas: Schema[] = [inner(ChallengeDefinition)];
  for (const step of path) {
    schemas = schemas
      .flatMap(({ def }) => (typeof step === 'number' ? [def.element] : [def.shape?.[step]]))
      .flatMap((schema) => (schema ? [inner(schema)] : []))
      .flatMap((schema) => schema.def.options ?? [schema]);
  }
  return schemas.flatMap(({ def }) => Object.keys(def.shape ?? {}));
}
