/**
 * Reads an unknown value as one of a known shape; throws `ShapeError` for any other. A few readers of our own, for the page
 * has to stay small: a library for this is an eighth of its script. Servers' answers are read by valibot (api/schema.ts).
 */
export type Shape<T> = (value: unknown) => T;

/** The value is not of the shape. */
export class ShapeError extends Error {}

type Shapes<T> = { readonly [Key in keyof T]: Shape<T[Key]> };

/** The value in its shape; undefined for any other. */
export function readAs<T>(shape: Shape<T>, value: unknown): T | undefined {
  try {
    return shape(value);
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

export const text: Shape<string> = (value) => (typeof value === 'string' ? value : fail());
export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : fail());
export const finite: Shape<number> = (value) => (Number.isFinite(value) ? (value as number) : fail());

/** A whole number from 0. */
export const index: Shape<number> = (value) => (Number.isInteger(value) && finite(value) >= 0 ? finite(value) : fail());

/** One of these words. */
export function oneOf<Word extends string>(...words: readonly Word[]): Shape<Word> {
  return (value) => words.find((word) => word === value) ?? fail();
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value) => (Array.isArray(value) ? value.map(shape) : fail());
}

/** The shape, or this value where there is nothing. */
export function orElse<T>(shape: Shape<T>, absent: T): Shape<T> {
  return (value) => (value === undefined ? absent : shape(value));
}

/** An object with these fields; of the optional ones, those that are there. What else it has is left out. */
export function record<R extends object, O extends object = object>(
  required: Shapes<R>,
  optional?: Shapes<O>,
): Shape<R & Partial<O>> {
  return (value) => {
    if (typeof value !== 'object' || value === null) return fail();
    const fields = value as Readonly<Record<string, unknown>>;
    const there = Object.entries<Shape<unknown>>(optional ?? {}).filter(([name]) => fields[name] !== undefined);
    const all = [...Object.entries<Shape<unknown>>(required), ...there];
    return Object.fromEntries(all.map(([name, shape]) => [name, shape(fields[name])])) as R & Partial<O>;
  };
}

/** One of several shapes, told apart by a field. */
export function byTag<T>(tag: string, shapes: Readonly<Record<string, Shape<T>>>): Shape<T> {
  return (value) => {
    const name = record({ [tag]: text })(value)[tag] ?? '';
    return Object.hasOwn(shapes, name) ? (shapes[name] ?? fail)(value) : fail();
  };
}

/** Ends the reading. */
export function fail(): never {
  throw new ShapeError();
}
