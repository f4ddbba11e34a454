import { z } from 'zod';

/** What the schema says of a place in a document: its description, and the fields that are known there. */
export type SchemaPlace = { description?: string; fields: string[] };

/** Follows a path through a schema. Places that it does not know have no fields. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): SchemaPlace {
  let here: z.core.$ZodType | undefined = schema;
  let description: string | undefined;
  for (const part of [undefined, ...path]) {
    if (part !== undefined) {
      here = here && child(here, part);
      description = undefined;
    }
    for (;;) {
      description ??= here && z.globalRegistry.get(here)?.description;
      const inner = here && wrapped(here);
      if (inner === undefined) break;
      here = inner;
    }
  }
  return {
    ...(description !== undefined && { description }),
    fields: here instanceof z.ZodObject ? Object.keys(here.shape) : [],
  };
}

function wrapped(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return schema.unwrap();
  return schema instanceof z.ZodPipe ? schema.in : undefined;
}

function child(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)] as z.core.$ZodType | undefined;
  if (schema instanceof z.ZodArray) return schema.element;
  // The form that has such a place.
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => child(option, part)).find(Boolean);
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}
