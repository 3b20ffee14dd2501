/** The two iterator helpers of ECMAScript 2025 that jax-js calls and Node 20 does not have yet. */
interface Helpers {
  map<T, U>(this: Iterator<T>, f: (value: T, index: number) => U): IterableIterator<U>;
  filter<T>(this: Iterator<T>, f: (value: T, index: number) => boolean): IterableIterator<T>;
}

function* values<T>(iterator: Iterator<T>): Generator<T> {
  for (let next = iterator.next(); !next.done; next = iterator.next()) yield next.value;
}

const helpers: Helpers = {
  *map(f) {
    let index = 0;
    for (const value of values(this)) yield f(value, index++);
  },
  *filter(f) {
    let index = 0;
    for (const value of values(this)) if (f(value, index++)) yield value;
  },
};

/** Adds what is missing; does nothing on newer versions of Node. */
export function addIteratorHelpers(): void {
  const everyArrayIterator = Object.getPrototypeOf([][Symbol.iterator]()) as object;
  const prototype = Object.getPrototypeOf(everyArrayIterator) as Partial<Helpers>;
  for (const [name, helper] of Object.entries(helpers)) {
    if (name in prototype) continue;
    Object.defineProperty(prototype, name, { value: helper, configurable: true, writable: true });
  }
}
